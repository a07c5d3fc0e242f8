/**
 * Makes an object of the fake fail loudly: whoever uses a part of Electron that the fake lacks is
 * told its name, instead of going on with undefined.
 * @template {object} T
 * @param {string} name
 * @param {T} object
 * @returns {T}
 */
export function strict(name, object) {
  return new Proxy(object, {
    get(target, key, receiver) {
      // `then`: awaiting such an object is no use of a missing part.
      if (key in target || typeof key === "symbol" || key === "then" || key === "toJSON") {
        return Reflect.get(target, key, receiver);
      }
      throw new Error(`the stand-in for Electron has no ${name}.${key}`);
    },
  });
}

/**
 * A class whose objects are strict. `created` is called with each, as what others are to see.
 * @template {new (...args: any[]) => object} T
 * @param {string} name
 * @param {T} plain
 * @param {(object: InstanceType<T>, ...args: any[]) => void} [created]
 * @returns {T}
 */
export function strictClass(name, plain, created = () => {}) {
  return new Proxy(strict(name, plain), {
    construct(target, args) {
      const object = strict(name, Reflect.construct(target, args));
      created(object, ...args);
      return object;
    },
  });
}
