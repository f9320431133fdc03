/** How an arm of a comparison looks: each look is a colour, a mark and a dash, in `tokens.css` and `demo.css`. */
export const ARM_LOOKS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type ArmLook = (typeof ARM_LOOKS)[number];

/** Arms that are called A to F have the look of their letter, others that of their place among the arms. */
export function armLook(arm: string, arms: readonly string[]): ArmLook {
  const letter = ARM_LOOKS.find((look) => look.toUpperCase() === arm);
  return letter ?? ARM_LOOKS[Math.max(0, arms.indexOf(arm)) % ARM_LOOKS.length] ?? 'a';
}
