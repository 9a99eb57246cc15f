import type { choiceReasons as english } from '../english/choice-reasons.ts'

/** Why a kind of credential is recommended. */
export const choiceReasons: typeof english = {
  cannot_do_oauth: 'مفتاح API هو الأنسب، لأنه يعمل دون OAuth.',
  short_lived_tokens: 'تطبيق OAuth هو الأنسب، لأن رموزه تنتهي من تلقاء نفسها بعد وقت قصير.',
  works_everywhere: 'مفتاح API هو الأنسب، لأن كل ما يستطيع إرسال ترويسة يستطيع استخدامه.',
  backend_service: 'تطبيق OAuth هو الأنسب، لأن الخدمة تجدد رموزها بنفسها ولا ترسل السر إلا نادرًا.',
  another_company: 'تطبيق OAuth هو الأنسب، لأن للشركة الأخرى سرًا خاصًا بها، ويمكنك سحبه منها.',
  simplest: 'مفتاح API هو الأنسب، فلا شيء أبسط منه: سر واحد وترويسة واحدة.',
}
