/** What opens the help to choose a kind of credential; also its title. */
export const choose = { open: 'Key or OAuth application?' }
