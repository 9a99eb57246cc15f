/** Something whose price is asked for: does its work so many times over. */
export type Subject = (calls: number) => void | Promise<void>

/** What a file of subjects exports as `subjects`: how each is made, out of whatever settings the bench gives. */
export type Subjects<Settings = undefined> = Readonly<
  Record<string, (settings: Settings) => Subject | Promise<Subject>>
>
