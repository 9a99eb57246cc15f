const desk = document.querySelector('keydesk-api-keys')
desk.apiUrl = `${location.origin}/sample/v1/posts`

document.querySelector('#language').addEventListener('change', ({ target }) => {
  desk.locale = target.value
  desk.dir = target.value === 'ar' ? 'rtl' : 'ltr'
})

const tell = text => {
  const item = document.createElement('li')
  item.textContent = text
  document.querySelector('#told').append(item)
}
desk.addEventListener('keydesk-created', ({ detail }) => tell(`Created: ${detail.apiKey.name}`))
desk.addEventListener('keydesk-revoked', ({ detail }) => tell(`Revoked: ${detail.apiKey.name}`))
desk.addEventListener('keydesk-error', ({ detail }) => tell(`Failed: ${detail.error.message}`))
