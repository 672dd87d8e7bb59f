// What somebody presses on stays where it is until they let go: a click is lost where its element moves meanwhile.

export class Press {
  isDown = false;

  /**
   * @param {HTMLElement} place
   * @param {string} selector what can be pressed on in it
   * @param {() => void} released called once it is let go
   */
  constructor(place, selector, released) {
    place.addEventListener("pointerdown", (event) => {
      // The other buttons open menus, which may keep their end to themselves.
      if (event.button === 0 && /** @type {Element} */ (event.target).closest(selector)) this.isDown = true;
    });
    const release = () => {
      if (!this.isDown) return;
      this.isDown = false;
      released();
    };
    // The click comes in the same task as the pointer's end.
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release));
  }
}
