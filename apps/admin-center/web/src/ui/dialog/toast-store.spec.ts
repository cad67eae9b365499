import { ToastStore } from './toast-store.js';

describe('ToastStore', () => {
  const textsOf = (store: ToastStore) => ({
    shown: store.get().shown.map(({ text }) => text),
    earlier: store.get().earlier.map(({ text }) => text),
  });

  it('shows three; what gives way to newer ones is kept for the bell, the newest first', () => {
    const store = new ToastStore();
    for (const text of ['a', 'b', 'c', 'd', 'e']) store.show(text, 'bad');
    expect(textsOf(store)).toEqual({ shown: ['c', 'd', 'e'], earlier: ['b', 'a'] });
    store.forgetEarlier();
    expect(textsOf(store)).toEqual({ shown: ['c', 'd', 'e'], earlier: [] });
  });

  it('what somebody has dismissed is read: no bell has it', () => {
    const store = new ToastStore();
    store.show('a', 'bad');
    store.dismiss(store.get().shown[0]?.id ?? 0);
    for (const text of ['b', 'c', 'd']) store.show(text, 'bad');
    expect(textsOf(store)).toEqual({ shown: ['b', 'c', 'd'], earlier: [] });
  });

  it('tells whoever watches, until they watch no more', () => {
    const store = new ToastStore();
    const told: number[] = [];
    const stop = store.watch(() => told.push(store.get().shown.length));
    store.show('a', 'bad');
    stop();
    store.show('b', 'bad');
    expect(told).toEqual([1]);
  });
});
