import type { User } from '../state/records.ts'

/** The user as WorkOS sends it. */
export function shapeUser(user: User) {
  return {
    object: 'user',
    id: user.id,
    email: user.email,
    email_verified: true,
    name: `${user.firstName} ${user.lastName}`,
    first_name: user.firstName,
    last_name: user.lastName,
    profile_picture_url: null,
    last_sign_in_at: user.lastSignInAt,
    locale: 'en-US',
    external_id: null,
    metadata: {},
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  }
}
