import type { Translation } from '../english.ts'

const later = 'لم ينجح ذلك. حاول مرة أخرى بعد قليل.'
const misfit = 'هذه الصفحة لا تتوافق مع الخادم. أعد تحميل الصفحة.'

/** What went wrong, by the code of the error. */
export const errors: Translation['errors'] = {
  network: 'لم يصل أي رد. تحقق من اتصالك ثم حاول مرة أخرى.',
  unreadable: 'تعذّرت قراءة رد الخادم. حاول مرة أخرى بعد قليل.',
  malformed_request: misfit,
  unauthenticated: 'سجّل الدخول للمتابعة.',
  csrf_rejected: misfit,
  origin_not_allowed: 'الوصول من هذا العنوان غير مسموح.',
  no_organization: 'لم تُختر مؤسسة.',
  permission_denied: 'لا تملك صلاحية ذلك.',
  permission_escalation: 'لا يمكنك منح صلاحية لا تملكها.',
  reauthentication_required: 'سجّل الدخول مرة أخرى للمتابعة.',
  not_found: 'لم يعد هذا المفتاح موجودًا.',
  route_not_found: misfit,
  method_not_allowed: misfit,
  conflict: 'تغيّر المفتاح في هذه الأثناء.',
  idempotency_in_progress: 'ما زال الطلب نفسه قيد التنفيذ. انتظر لحظة.',
  already_expired: 'انتهت صلاحية المفتاح من قبل.',
  quota_exceeded: 'لا يمكن إنشاء مفاتيح أخرى. ألغِ مفتاحًا أولًا.',
  payload_too_large: 'ما أدخلته أكبر من المسموح. اختصره.',
  unsupported_media_type: misfit,
  validation_failed: 'بعض الحقول تحتاج إلى مراجعة.',
  idempotency_key_reused: misfit,
  rate_limited: 'طلبات كثيرة جدًا. انتظر لحظة ثم حاول مرة أخرى.',
  internal: later,
  upstream_invalid: later,
  upstream_unavailable: later,
  upstream_rate_limited: later,
  store_unavailable: later,
  upstream_timeout: later,
}

/** What is wrong with a field, by the code. */
export const fieldErrors: Translation['fieldErrors'] = {
  required: 'هذا الحقل مطلوب.',
  invalid_name: 'في الاسم رموز غير مسموحة.',
  too_long: 'النص أطول من المسموح.',
  unknown_permission: 'هذه الصلاحية غير موجودة.',
  too_many: 'العدد أكبر من المسموح.',
  invalid_expiry: 'هذا التاريخ غير صالح.',
  expiry_required: 'يجب أن يكون للمفتاح تاريخ انتهاء.',
  expiry_too_late: 'تاريخ الانتهاء أبعد من المسموح.',
  not_a_member: 'هذا الشخص ليس عضوًا في مؤسستك.',
  unknown_field: 'هذا الحقل غير متوقع.',
  invalid: 'هذه القيمة غير صالحة.',
}
