/** The people of the local WorkOS, and what each may do, in words. */
export const seededUsers = [
  {
    email: 'admin@northwind.test',
    name: 'Ingrid Solberg',
    role: 'Admin',
    organization: 'Northwind Labs',
    may: 'Manages every key and may grant any permission. Belongs to Globex Robotics as well.',
  },
  {
    email: 'developer@northwind.test',
    name: 'Mateo Fuentes',
    role: 'Developer',
    organization: 'Northwind Labs',
    may: 'Creates and revokes keys for posts, comments and analytics; no more than he may do himself.',
  },
  {
    email: 'viewer@northwind.test',
    name: 'Priya Raman',
    role: 'Viewer',
    organization: 'Northwind Labs',
    may: 'Sees which keys exist and what they can do. Changes nothing.',
  },
  {
    email: 'admin@globex.test',
    name: 'Tobias Brandt',
    role: 'Admin',
    organization: 'Globex Robotics',
    may: 'Manages the keys of another customer, and never sees Northwind’s.',
  },
] as const
