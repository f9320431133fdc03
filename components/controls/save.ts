/** What a figure can be saved as. */
export const SAVE_FORMATS = ['png', 'svg', 'csv'] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];
