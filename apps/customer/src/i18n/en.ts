import type { Texts } from './zh.ts'

export const en: Texts = {
  pageTitle: 'Video service',
  language: '中文',
  largeType: 'Large',
  loading: 'Opening…',
  call: 'Call',
  retry: 'Try again',
  close: 'Close',
  back: 'Back',

  arriveLead: 'Our agent will help you by video with:',
  arriveTime: 'It takes about 10 minutes',
  arriveCard: 'Have your ID card at hand',
  arrivePlace: 'Find a quiet, bright place with a steady network',
  arriveNotice: 'Sound and video recording',
  arriveConsented: 'You have agreed to the recording',
  arriveAgree: 'Agree and continue',
  arriveGoOn: 'Continue',
  arriveDecline: 'If you do not agree, call us',
  arriveOther: 'Choose another matter',

  checkTitle: 'Check camera and microphone',
  checkPicture: 'Your picture',
  checkSound: 'Microphone level',
  checkSoundHint: 'Say something: the bar moves with your voice',
  checkSilent: 'Nothing is heard: say something, and see that the microphone is not covered.',
  checkGood: 'Picture and sound work',
  checkStarting: 'Opening camera and microphone: please tap “Allow”',
  checkAgain: 'Check again',
  checkQueue: 'Start waiting',

  waitAhead: (count) => `${count} waiting ahead of you`,
  waitNext: 'You are next',
  waitRinging: 'Connecting you now',
  waitRingingHint: 'An agent is about to answer: please face the screen',
  waited: (time) => `Waited ${time}`,
  waitLong: 'The wait is long. You can go on waiting or call us.',
  waitEstimate: (from, to) =>
    from === 0
      ? `Within ${to} minute${to === 1 ? '' : 's'}`
      : from === to
        ? `About ${to} more minute${to === 1 ? '' : 's'}`
        : `About ${from}–${to} more minutes`,
  waitKept: 'Your place was kept',
  waitBackground: (seconds) =>
    `More than ${seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`} in the background or with a locked screen loses your place`,
  waitKeepOpen: 'Keep the screen on and stay on this page',
  waitReady: 'Camera and microphone are ready',
  waitCancel: 'Leave the queue',
  waitCancelAsk: 'Leave the queue?',
  waitCancelHint: 'If you come back, you start at the end.',
  waitCancelYes: 'Yes, leave',
  waitCancelNo: 'Keep waiting',
  offline: 'No network, reconnecting',

  callAgent: 'Agent',
  callCamera: 'Camera',
  callPhoto: 'Photo',
  callFlip: 'Flip',
  callEnd: 'End',
  callRecording: 'Recording',
  callDuration: 'Duration',
  callQualityGood: 'Network good',
  callQualityFair: 'Network fair',
  callQualityPoor: 'Network poor',
  callConnecting: 'Connecting picture and sound',
  callAgentGone: "The agent's network failed, reconnecting",
  callReconnecting: (seconds) => `Network unstable, reconnecting for ${seconds} s`,
  callAgentNoCamera: "The agent's camera is off; you can talk as usual",
  callOwnCameraOff: 'Camera is off',
  callSoundOn: 'Tap to turn the sound on',
  callRemotePicture: "The agent's picture",
  callMoveOwn: 'Move the own picture',
  callEndAsk: 'End the call?',
  callEndHint: 'To go on later you will have to wait again.',
  callEndYes: 'Yes, end',
  callEndNo: 'Keep talking',

  photoTaking: 'Taking the photo, please hold still',
  photoPreview: 'Photo preview',
  photoAgain: 'Retake',
  photoUse: 'Use',
  photoSending: (percent) => `Sending ${percent}%`,
  photoRetrying: 'Network unstable, sending again',
  photoSent: 'The photo was sent to the agent',
  photoCameraOff: 'Turn the camera on first',
  photoFailed: 'No photo was taken: please try again.',

  endDone: 'The call has ended',
  endNotDone: 'No longer waiting',
  endBusiness: 'Matter',
  endNextTitle: 'What comes next',
  endNextTalked: 'We go on working on your matter and contact you if needed.',
  endNextAgain: 'You can wait again or call us.',
  endNextBroken: 'You can wait again to go on.',
  endClosed: 'This matter is closed; no further call is needed.',
  endAgain: 'Wait again',

  phoneTitle: 'Verify your phone number',
  phoneHint: 'A code by SMS verifies your number; then we can help you by video.',
  phoneLabel: 'Mobile number',
  phoneWrong: 'Enter a mobile number of 11 digits',
  phoneGoOn: 'Next',

  chooseOrder: 'Which matter is it?',
  chooseType: 'Choose a business type',
  choosePhone: (phone) => `Verified number ${phone}`,
  chooseOtherPhone: 'Use another number',
  chooseTask: (number) => `Task number ${number}`,
  chooseOther: 'Another matter',

  closedUntil: 'We open again',
  closedStay: 'This page goes on by itself then.',
  fullStay: 'This page goes on by itself once there is room.',

  copyLink: 'Copy the link',
  copied: "The link was copied: open the phone's browser and paste it into the address bar.",
  notCopied: 'It could not be copied: press and hold the link below.',
  elsewhere: {
    wechat:
      "Another browser: tap “···” at the top right and choose to open in the browser; or copy the link and open it in the phone's browser.",
    'mini-program': "Another browser: copy the link and open it in the phone's browser.",
    browser: "Another browser: copy the link and open it in the phone's own browser or in WeChat.",
  },

  codeTitle: 'Go on here with a code by SMS',
  codeHint:
    'This link is in use on another device. The code goes to the phone number left for this matter.',
  codeGet: 'Get the code',
  codeWait: (seconds) =>
    seconds <= 120 ? `New code in ${seconds} s` : `New code in ${Math.ceil(seconds / 60)} min`,
  codeSent: 'The code was sent: see your messages',
  codeLabel: '6-digit code',
  codeConfirm: 'Confirm',

  reopen: 'Reload',
  enterByPhone: 'Go on by phone number',
  useHere: 'Go on here',
  usePage: 'Go on in this page',

  endReasons: {
    cancelled: 'You left the queue.',
    abandoned: 'The page was away too long, so you left the queue.',
    'timed-out': 'The wait was too long and has ended.',
    refused: 'This matter was closed or withdrawn, so your wait has ended.',
    'agent-hung-up': 'The agent has ended the call.',
    'customer-ended': 'You have ended the call.',
    'customer-lost': 'Your network failed and the call has ended.',
    'agent-lost': "The agent's network failed and the call has ended.",
    'media-lost': 'Video service failed and the call has ended.',
    'force-ended': 'An administrator has ended this call.',
    'force-requeued': 'You are being connected to another agent; your place was kept.',
  },

  devices: { camera: 'camera', microphone: 'microphone', both: 'camera or microphone' },

  media: {
    denied: (device) =>
      `The ${device} is not allowed: allow it in the phone's or browser's settings, then try again.`,
    'not-found': (device) => `No ${device} was found: connect one or use another device.`,
    'in-use': (device) => `Another app uses the ${device}: close it, then try again.`,
    overconstrained: (device) => `The ${device} does not suit a video call: use another device.`,
    insecure: () =>
      'This page is not secure, so the camera is blocked: open it from the link in the message.',
    unsupported: () =>
      'This browser cannot make video calls: update WeChat, or open the link in another browser.',
    unknown: (device) => `The ${device} cannot be opened: close this page and open the link again.`,
    lost: (device) => `The ${device} was disconnected: please check again.`,
  },

  refusals: {
    other_page: 'The call is open in another page of this device; this page is no longer used.',
    displaced: 'This link is in use on another device; this page is no longer used.',
  },
}
