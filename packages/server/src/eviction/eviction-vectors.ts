/**
 * Signed messages with their secrets, which both halves of the push are held to: who signs must come to exactly these
 * signatures, and who checks must accept them at `timestamp` seconds and refuse them once anything is changed.
 */
export const evictionVectors = [
  {
    what: 'the reference vector of Standard Webhooks',
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
  {
    what: 'an eviction signed with two secrets, as while one is being replaced',
    secrets: [
      'whsec_a2V5ZGVzay1ldmljdGlvbi1zZWNyZXQtbnVtYmVyLTE=',
      'whsec_a2V5ZGVzay1ldmljdGlvbi1zZWNyZXQtbnVtYmVyLTI=',
    ],
    id: 'msg_3d0f6f0e-6a3b-4a3e-9a51-8f2d7c1b9e44',
    timestamp: 1795348800,
    body: '{"type":"api_key.evicted","timestamp":"2026-11-22T12:00:00.000Z","data":{"apiKeyIds":["api_key_01JD8Z5T7M3QF4X9K2V6B1N0CW","api_key_01JD8Z5T7M3QF4X9K2V6B1N0CX"],"reason":"revoked"}}',
    signature:
      'v1,0Lg6lOUpJY+LZIPVjYMly7oIOeYwHIvNvQhUMc/9Or0= v1,uYBMth72FlAogFt+5KKEgoSdTmXxrSG67k2dCQBeGZU=',
  },
] as const
