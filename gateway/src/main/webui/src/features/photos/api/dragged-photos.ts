/** What a drag of photos within the page carries: their ids, and nothing that another page could read as a file or text. */
const TYPE = 'application/x-vitrine-photos';

export function putPhotos(transfer: DataTransfer, ids: readonly string[]): void {
  transfer.setData(TYPE, JSON.stringify(ids));
  transfer.effectAllowed = 'move';
}

export const carriesPhotos = (transfer: DataTransfer): boolean => transfer.types.includes(TYPE);

export function photosOf(transfer: DataTransfer): string[] {
  try {
    const ids: unknown = JSON.parse(transfer.getData(TYPE));
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
