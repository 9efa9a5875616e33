/** Line icons on a 24 grid; always beside a word, so hidden from screen readers. */
const paths = {
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  card: 'M3 5h18v14H3zM7 10a2 2 0 1 0 4 0 2 2 0 0 0-4 0M6.5 15.5c.6-1.4 4.4-1.4 5 0M15 10h3M15 14h3',
  place: 'M5 10a7 7 0 0 1 14 0c0 5-7 11-7 11s-7-6-7-11zM9.5 10a2.5 2.5 0 1 0 5 0 2.5 2.5 0 0 0-5 0',
  phone:
    'M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  camera: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  'camera-off': 'M3 7h12v10H3zM15 11l6-3v8l-6-3M4 3l16 18',
  shutter: 'M4 7h4l1.5-2h5L16 7h4v12H4zM8.5 13a3.5 3.5 0 1 0 7 0 3.5 3.5 0 0 0-7 0',
  flip: 'M20 11a8 8 0 0 0-14.5-3.5M5 3.5v4.5h4.5M4 13a8 8 0 0 0 14.5 3.5M19 20.5V16h-4.5',
  'hang-up': 'M3 15c-1-5 4-8 9-8s10 3 9 8l-4.5-1v-3a13 13 0 0 0-9 0v3z',
  check: 'M4.5 12.5l5 5 10-11',
  alert: 'M12 4L2.5 20h19zM12 10v5M12 17.5v.1',
  sound: 'M4 9.5v5h4l5 4v-13l-5 4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12',
  person: 'M8 8a4 4 0 1 0 8 0 4 4 0 0 0-8 0M4 21c0-8 16-8 16 0',
  screen: 'M7 3h10v18H7zM11 18h2',
  next: 'M9 5l7 7-7 7',
  signal: 'M5 19v-4M12 19V10M19 19V5',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
