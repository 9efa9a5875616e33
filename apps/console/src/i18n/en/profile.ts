/** Personal settings (manual 3.15) and the forced change of password, in English. */
export const profileWords = {
  profile: {
    title: 'Personal settings',
    username: 'Account',
    name: 'Name',
    phone: 'Phone',
    role: 'Role',
    nameMissing: 'Enter a name',
    phoneWrong: 'Enter a mobile number of 11 digits',
    passwordHint: 'Leave these three empty to keep the password.',
    current: 'Current password',
    currentMissing: 'Enter the current password',
    password: 'Password',
    newPassword: 'New password',
    passwordRule: 'At least 10 characters',
    passwordShort: 'At least 10 characters are needed',
    passwordSame: 'The new password must differ from the current one',
    confirmation: 'Confirm password',
    confirmationHint: 'Enter it once more',
    notTheSame: 'The two passwords differ',
    saved: 'Personal settings saved',
    mustChange: 'Change your password',
    mustChangeLead:
      '{{name}} ({{username}}): after a first sign-in or a reset, set a new password before anything else.',
  },
} as const
