"use strict";
/* Shows, hides and copies what stands in the drawing and the tables. No text is ever read as markup here: cells are
   copied as they stand, and what this script says itself comes from the phrases in the data. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const rowsOf = (id) => { const table = find(id); return table ? [...table.tBodies[0].rows] : []; };
  const boxRows = rowsOf("box-table"), arrowRows = rowsOf("arrow-table"), foundRows = rowsOf("found-table");
  const svg = document.querySelector(".paper svg");
  const sheet = find("sheet"), panel = find("panel"), layout = find("layout"), search = find("search");
  const picks = [...document.querySelectorAll("[data-filter]")];
  const count = boxRows.length;
  const NARROW = matchMedia("(max-width: 48rem)"), LIST = matchMedia("(max-width: 40rem)");

  /* -- the plan as arrays: for each box the arrows into it and out of it, by number -- */
  const lists = () => Array.from({ length: count }, () => []);
  const into = lists(), out = lists(), answers = lists(), answered = lists();
  const FEEDBACK = 2;
  data.arrows.forEach(([from, to], arrow) => {
    if (from < 0 || to < 0) return;
    out[from].push(arrow);
    into[to].push(arrow);
  });
  data.needs.forEach(([need, box]) => { answers[box].push(need); answered[need].push(box); });

  /* Mark every box that is reached from some boxes along arrows. What feeds back is not followed: it would go round. */
  function reached(starts, arrows, end) {
    const seen = new Uint8Array(count), waiting = [...starts];
    starts.forEach((box) => { seen[box] = 1; });
    while (waiting.length) {
      for (const arrow of arrows[waiting.pop()]) {
        const next = data.arrows[arrow][end];
        if (data.arrows[arrow][2] !== FEEDBACK && !seen[next]) { seen[next] = 1; waiting.push(next); }
      }
    }
    return seen;
  }

  /* -- the drawing -- */
  const boxAt = new Map(boxRows.map((row, box) => [row.querySelector(".name .ref").textContent, box]));
  const arrowAt = new Map();
  const drawnBoxes = lists(), drawnArrows = data.arrows.map(() => []);
  for (const group of svg.querySelectorAll("g[data-ref]")) {
    const box = boxAt.get(group.dataset.ref);
    if (box !== undefined) drawnBoxes[box].push(group);
  }
  data.arrows.forEach(([from, to], arrow) => arrowAt.set(from + ">" + to, arrow));
  const named = (from, to) => arrowAt.get(boxAt.get(from) + ">" + boxAt.get(to));
  for (const group of svg.querySelectorAll("g.arrow")) {
    const arrow = named(group.dataset.from, group.dataset.to);
    if (arrow !== undefined) drawnArrows[arrow].push(group);
  }
  for (const group of svg.querySelectorAll("g.mark")) {
    const about = group.dataset.about, box = boxAt.get(about);
    if (box !== undefined) { drawnBoxes[box].push(group); continue; }
    for (let at = about.indexOf(">"); at > 0; at = about.indexOf(">", at + 1)) {
      const arrow = named(about.slice(0, at), about.slice(at + 1));
      if (arrow !== undefined) drawnArrows[arrow].push(group);
    }
  }

  /* -- what is shown: a chosen box, a search, and the filters -- */
  let chosen = -1, trigger = null, query = "", boxTexts = null, arrowTexts = null;
  let boxesAway = new Uint8Array(count), arrowsAway = new Uint8Array(data.arrows.length);
  const lit = new Uint8Array(data.arrows.length);
  /* Words as a search compares them: however accents, capitals, apostrophes, dashes and Arabic letters are typed. The
     marks that stay are letters of their own, as in Hindi. */
  const plain = (text) => text.normalize("NFKD")
    .replace(/(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}]|[\p{Cf}\u0640]/gu, "")
    .replace(/[\u2018\u2019\u02BC]/g, "'").replace(/[\u201C\u201D\u201E]/g, "\"").replace(/\p{Pd}/gu, "-")
    .replace(/\u0649/g, "\u064A").replace(/\u0629/g, "\u0647").toUpperCase().toLowerCase();

  /* What is searched: gathered when somebody goes to the search, all rows in one text, since thousands of small ones
     take much longer to make plain. No page has the character between them. */
  function gather() {
    if (boxTexts) return;
    const textOf = (parts) => parts.map((part) => part.textContent).join(" ");
    const all = (rows, parts) => plain(rows.map((row) => textOf(parts(row))).join("\0")).split("\0");
    boxTexts = all(boxRows, ({ cells: [name, ...rest] }) => [...name.querySelectorAll(".name, .state"), ...rest]);
    arrowTexts = all(arrowRows, (row) => [...row.cells].slice(2));
  }
  search.addEventListener("focus", gather, { once: true });

  function found(text) {
    gather();
    const words = text.split(/\s+/), has = (each) => words.every((word) => each.includes(word));
    return [boxTexts.map(has), arrowTexts.map(has)];
  }

  /* Keep what passes a test: a box that passes itself or touches an arrow that does; an arrow that passes itself or,
     where the test is not about arrows, whose two ends pass. */
  function keep(boxes, arrows, boxPasses, arrowPasses) {
    const passed = Uint8Array.from(boxes, (_, box) => (boxPasses(box) ? 1 : 0));
    const byArrow = Uint8Array.from(passed);
    data.arrows.forEach(([from, to], arrow) => {
      if (arrowPasses(arrow) === true) { byArrow[from] = 1; byArrow[to] = 1; }
    });
    data.arrows.forEach(([from, to], arrow) => {
      const said = arrowPasses(arrow);
      if (!(said === null ? passed[from] && passed[to] : said)) arrows[arrow] = 0;
    });
    for (let box = 0; box < count; box++) if (!byArrow[box]) boxes[box] = 0;
  }

  function update() {
    const boxes = new Uint8Array(count).fill(1), arrows = new Uint8Array(data.arrows.length).fill(1);
    let said = "";
    if (chosen >= 0) find("panel-said").textContent = said = trace(chosen, boxes, arrows);
    let narrowed = false;
    picks.forEach((pick, filter) => {
      const option = Number(pick.value);
      if (option < 0) return;
      narrowed = true;
      keep(boxes, arrows,
        (box) => { const own = data.boxes[box][filter]; return own !== null && own.includes(option); },
        (arrow) => { const own = data.values[arrow][filter]; return own === null ? null : own.includes(option); });
    });
    if (query) {
      narrowed = true;
      const [boxHits, arrowHits] = found(query);
      keep(boxes, arrows, (box) => boxHits[box], (arrow) => arrowHits[arrow] || null);
    }
    show(boxes, arrows);
    if (narrowed) {
      const left = boxes.reduce((sum, each) => sum + each, 0);
      said += " " + data.words.shown.replace("{shown}", left).replace("{all}", count);
    }
    find("status").textContent = said.trim();
    find("show-all").disabled = chosen < 0 && !narrowed;
    arrows.forEach((left, arrow) => light(arrow, chosen >= 0 && left === 1));
  }

  function light(arrow, on) {
    if (lit[arrow] === Number(on)) return;
    lit[arrow] = Number(on);
    for (const group of drawnArrows[arrow]) group.classList.toggle("lit", on);
  }

  /* Leave what leads to a box, what it leads to, and the needs that any of these answer; say how many. */
  function trace(box, boxes, arrows) {
    const causes = reached([box], into, 0), effects = reached([box, ...answered[box]], out, 1);
    for (let each = 0; each < count; each++) boxes[each] = causes[each] || effects[each];
    data.arrows.forEach(([from, to], arrow) => {
      arrows[arrow] = (causes[from] && causes[to]) || (effects[from] && effects[to]) ? 1 : 0;
    });
    const sum = (seen) => seen.reduce((total, each) => total + each, -1);
    const many = (key, number) => {
      const forms = data.words[key].split("|");
      return forms[number === 1 ? 0 : 1].replace("{count}", number);
    };
    const said = data.words.traced.replace("{causes}", many("causes", sum(causes)))
      .replace("{effects}", many("effects", sum(effects)))
      .replace("{box}", () => boxRows[box].querySelector(".ref").textContent);
    data.needs.forEach(([need, by]) => { if (need !== box && (causes[by] || effects[by])) boxes[need] = 1; });
    return said;
  }

  function show(boxes, arrows) {
    const change = (wanted, away, rows, drawn) => {
      for (let each = 0; each < wanted.length; each++) {
        const hide = wanted[each] ? 0 : 1;
        if (hide === away[each]) continue;
        away[each] = hide;
        rows[each].classList.toggle("away", hide === 1);
        for (const group of drawn[each]) group.classList.toggle("away", hide === 1);
      }
    };
    change(boxes, boxesAway, boxRows, drawnBoxes);
    change(arrows, arrowsAway, arrowRows, drawnArrows);
  }

  /* -- the panel -- */
  const make = (name, words) => {
    const made = document.createElement(name);
    if (words !== undefined) made.textContent = words;
    return made;
  };
  const copied = (cell) => [...cell.childNodes].map((child) => child.cloneNode(true));

  function told(cells) {
    const list = make("dl");
    for (const cell of cells) {
      if (!cell.textContent.trim()) continue;
      const answer = make("dd");
      answer.lang = cell.lang;
      answer.dir = cell.dir;
      answer.append(...copied(cell));
      list.append(make("dt", cell.dataset.label), answer);
    }
    return list;
  }

  function goTo(box) {
    const button = make("button");
    button.type = "button";
    button.append(...copied(boxRows[box].querySelector(".name")));
    button.addEventListener("click", () => { choose(box, trigger); find("panel-title").focus(); });
    return button;
  }

  function ways(title, entries) {
    if (!entries.length) return [];
    const list = make("ul");
    list.className = "ways";
    for (const [box, arrow] of entries) {
      const item = make("li");
      item.append(goTo(box));
      if (arrow >= 0) {
        const cells = [...arrowRows[arrow].cells];
        const more = [...cells[1].querySelectorAll(".lines > li")].slice(1);
        for (const line of more) { const note = make("p"); note.append(...copied(line)); item.append(note); }
        const rest = told(cells.slice(2));
        if (rest.childElementCount) item.append(rest);
      }
      list.append(item);
    }
    return [make("h3", title), list];
  }

  function fill(box) {
    const [name, ...cells] = boxRows[box].cells;
    find("panel-title").replaceChildren(...copied(name.querySelector(".name")));
    const state = [...name.querySelectorAll(".state")].map((each) => each.cloneNode(true));
    const marked = new Set((new Map(data.foundBoxes)).get(box) || []);
    const onArrows = new Map(data.foundArrows);
    for (const arrow of [...into[box], ...out[box]]) (onArrows.get(arrow) || []).forEach((each) => marked.add(each));
    const findings = [...marked].sort((one, other) => one - other).map((each) => {
      const part = make("div");
      part.className = "found";
      part.append(told([...foundRows[each].cells].slice(1)));
      return part;
    });
    find("panel-body").replaceChildren(
      ...state, told(cells),
      ...(findings.length ? [make("h3", data.words.found_title), ...findings] : []),
      ...ways(data.words.answered_by, answered[box].map((each) => [each, -1])),
      ...ways(data.words.leads_here, into[box].map((arrow) => [data.arrows[arrow][0], arrow])),
      ...ways(data.words.leads_on, out[box].map((arrow) => [data.arrows[arrow][1], arrow])));
    panel.scrollTop = 0;
  }

  function choose(box, from) {
    if (chosen >= 0) press(chosen, false);
    chosen = box;
    trigger = from;
    fill(box);
    press(box, true);
    update();
    layout.classList.add("open");
    if (NARROW.matches) { if (!panel.open) panel.showModal(); } else panel.open = true;
    const group = drawnBoxes[box][0];
    if (group && sheet.offsetParent) within(group);
    if (location.hash !== hashOf(box)) address(hashOf(box));
  }

  function press(box, on) {
    for (const group of drawnBoxes[box]) {
      if (!group.hasAttribute("role")) continue;
      group.setAttribute("aria-pressed", on);
      group.classList.toggle("chosen", on);
    }
  }

  /* Scroll the sheet, and the sheet alone, until a box is in sight. */
  function within(group) {
    const box = group.getBoundingClientRect(), view = sheet.getBoundingClientRect(), room = 24;
    const shift = (low, high, from, to) => (low < from + room ? low - from - room : Math.max(0, high - to + room));
    sheet.scrollBy(shift(box.left, box.right, view.left, view.left + sheet.clientWidth),
      shift(box.top, box.bottom, view.top, view.top + sheet.clientHeight));
  }

  /* After a search or filter, go to the first box that is left where none is in sight. */
  function narrow() {
    update();
    if (!sheet.offsetParent) return;
    const view = sheet.getBoundingClientRect(), left = order.filter((box) => !boxesAway[box]);
    const seen = (box) => {
      const at = drawnBoxes[box][0].getBoundingClientRect();
      return at.right > view.left && at.left < view.right && at.bottom > view.top && at.top < view.bottom;
    };
    if (left.length && !left.some(seen)) within(drawnBoxes[left[0]][0]);
  }

  function forget() {
    if (chosen < 0) return;
    press(chosen, false);
    chosen = -1;
    update();
    closePanel();
    if (boxNamed() >= 0) address(location.pathname + location.search);
  }

  function closePanel() {
    const inside = panel.contains(document.activeElement);
    if (panel.open) panel.close();
    layout.classList.remove("open");
    if (!inside) return;
    const row = chosen >= 0 ? boxRows[chosen].querySelector(".trace") : null;
    [trigger, row, search].find((each) => each && each.getClientRects().length).focus();
  }

  /* A panel that covers the page leaves what it told of marked beneath it; one beside the drawing goes with its marks. */
  const close = () => (NARROW.matches ? closePanel() : forget());

  function showAll() {
    picks.forEach((pick) => { pick.value = "-1"; });
    search.value = query = "";
    if (chosen >= 0) forget(); else update();
    if (document.activeElement === find("show-all")) search.focus();
  }

  /* -- the address names the chosen box: a link leads straight to it, and Back to the one before -- */
  const hashOf = (box) => "#" + encodeURIComponent(boxRows[box].querySelector(".name .ref").textContent);
  function boxNamed() {
    const box = boxAt.get(decoded(location.hash.slice(1)));
    return box === undefined ? -1 : box;
  }
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (refused) {
      if (!(refused instanceof URIError)) throw refused;  // a “%” that somebody typed
      return text;
    }
  }
  function address(to) {
    try {
      history.pushState(null, "", to);
    } catch (refused) {
      if (refused.name !== "SecurityError") throw refused;  // a page shown within another has no address of its own
    }
  }
  function follow() {
    const box = boxNamed();
    if (box >= 0 && box !== chosen) choose(box, panel.open ? trigger : boxRows[box].querySelector(".trace"));
    else if (!location.hash) forget();
  }
  addEventListener("popstate", follow);

  panel.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  find("close").addEventListener("click", close);
  find("show-all").addEventListener("click", showAll);
  picks.forEach((pick) => pick.addEventListener("change", narrow));
  let soon = 0;
  search.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(() => { query = plain(search.value.trim()); narrow(); }, count > 500 ? 150 : 0);
  });
  boxRows.forEach((row, box) => {
    const button = row.querySelector(".trace");
    button.addEventListener("click", () => { choose(box, button); find("panel-title").focus(); });
  });
  /* Rows are laid out when they come near, and turn out taller than was thought: what has the focus stays in sight. */
  document.addEventListener("focusin", ({ target }) => {
    const keep = (frames) => requestAnimationFrame(() => {
      if (target !== document.activeElement) return;
      target.scrollIntoView({ block: "nearest" });
      if (frames > 1) keep(frames - 1);
    });
    if (target.matches(".trace")) keep(5);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (panel.open) { event.preventDefault(); close(); } else if (chosen >= 0) forget(); else if (document.activeElement !== search) showAll();
  });

  /* -- the keyboard in the drawing: one stop, and arrow keys from box to box along the chain -- */
  const places = drawnBoxes.map((groups) => {
    const frame = groups.length ? groups[0].querySelector("rect") : null;
    return frame ? { x: Number(frame.getAttribute("x")), y: Number(frame.getAttribute("y")) } : null;
  });
  const side = data.turned ? -1 : 1;
  const order = [...places.keys()].filter((box) => places[box]).sort((one, other) => {
    const a = places[one], b = places[other];
    return data.up ? b.y - a.y || side * (a.x - b.x) : side * (a.x - b.x) || a.y - b.y;
  });
  let stop = order.length ? order[0] : -1;
  function setUp(box) {
    const group = drawnBoxes[box][0];
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", box === stop ? "0" : "-1");
    group.setAttribute("aria-pressed", "false");
    group.setAttribute("aria-description", [...boxRows[box].querySelectorAll(".state")].map((each) => each.textContent).join(" · "));
    group.addEventListener("focus", () => moveStop(box));
  }
  /* A click on a box or its mark chooses the box; on an arrow or its mark, what the arrow leads to, where its reason is told. */
  const boxOf = new Map();
  data.arrows.forEach(([, to], arrow) => drawnArrows[arrow].forEach((group) => { if (to >= 0) boxOf.set(group, to); }));
  drawnBoxes.forEach((groups, box) => groups.forEach((group) => boxOf.set(group, box)));
  svg.addEventListener("click", ({ target }) => {
    const box = boxOf.get(target.closest("g[data-ref], g.arrow, g.mark"));
    if (box === undefined || dragged) return;
    moveStop(box);
    choose(box, drawnBoxes[box][0]);
  });
  function moveStop(box) {
    if (stop >= 0) drawnBoxes[stop][0].setAttribute("tabindex", "-1");
    stop = box;
    drawnBoxes[box][0].setAttribute("tabindex", "0");
  }
  function focusOn(box) {
    moveStop(box);
    drawnBoxes[box][0].focus({ preventScroll: true });
    drawnBoxes[box][0].scrollIntoView({ block: "nearest", inline: "nearest" });
    within(drawnBoxes[box][0]);
  }
  function beside(box, arrows, end) {
    const near = arrows[box].map((arrow) => data.arrows[arrow][end]).filter((each) => places[each] && each !== box);
    const far = (each) => Math.abs(places[each].x - places[box].x) + Math.abs(places[each].y - places[box].y);
    return near.sort((one, other) => far(one) - far(other))[0];
  }
  function along(box, way) {
    if (way === "next" || way === "previous") return order[order.indexOf(box) + (way === "next" ? 1 : -1)];
    if (way === "effect") return answered[box].length ? answered[box][0] : beside(box, out, 1);
    const cause = beside(box, into, 0);
    return cause === undefined ? answers[box].find((each) => places[each]) : cause;
  }
  const WAYS = data.up
    ? { ArrowUp: "effect", ArrowDown: "cause", ArrowRight: side > 0 ? "next" : "previous", ArrowLeft: side > 0 ? "previous" : "next" }
    : { ArrowDown: "next", ArrowUp: "previous", ArrowRight: side > 0 ? "effect" : "cause", ArrowLeft: side > 0 ? "cause" : "effect" };
  svg.addEventListener("keydown", (event) => {
    if (stop < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    let next;
    if (WAYS[event.key]) next = along(stop, WAYS[event.key]);
    else if (event.key === "Home") next = order[0];
    else if (event.key === "End") next = order[order.length - 1];
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (chosen === stop) forget(); else choose(stop, drawnBoxes[stop][0]);
      return;
    } else return;
    event.preventDefault();
    if (next !== undefined) focusOn(next);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    query = plain(search.value.trim());
    update();
    const first = (sheet.offsetParent ? order : [...boxRows.keys()]).find((box) => !boxesAway[box]);
    if (first === undefined) return;
    if (sheet.offsetParent) focusOn(first); else boxRows[first].querySelector(".trace").focus();
  });

  /* -- size and place of the drawing: buttons, keys, Ctrl and wheel, two fingers; moving by scrolling or by hand -- */
  const paper = svg.parentElement;
  const natural = { width: svg.viewBox.baseVal.width * 96 / 72, height: svg.viewBox.baseVal.height * 96 / 72 };
  let scale = 1;
  svg.style.width = natural.width + "px";
  /* The drawing is laid out once, and painted larger or smaller: laid out anew, 2,000 boxes would take half a second. */
  function resize(to) {
    scale = to;
    svg.style.transform = `scale(${scale})`;
    paper.style.width = natural.width * scale + "px";
    paper.style.height = natural.height * scale + "px";
  }
  function zoom(to, x, y) {
    const view = sheet.getBoundingClientRect(), before = svg.getBoundingClientRect();
    const atX = x === undefined ? view.left + sheet.clientWidth / 2 : x;
    const atY = y === undefined ? view.top + sheet.clientHeight / 2 : y;
    const shareX = (atX - before.left) / before.width, shareY = (atY - before.top) / before.height;
    resize(Math.min(4, Math.max(Math.min(0.05, whole()), to)));
    const after = svg.getBoundingClientRect();
    sheet.scrollBy(after.left + shareX * after.width - atX, after.top + shareY * after.height - atY);
  }
  const whole = () => Math.min(sheet.clientWidth / natural.width, (parseFloat(getComputedStyle(sheet).maxHeight) || innerHeight) / natural.height);
  function begin() {
    resize(Math.min(1.25, Math.max((find("plan").clientWidth - 2) / natural.width, 0.7)));
  }
  /* A large drawing may have nothing in its corner: begin at the chosen box, or where one begins to read. */
  function lookAtBox() {
    const box = chosen >= 0 ? chosen : data.up ? order[order.length - 1] : stop;
    if (box >= 0 && places[box]) within(drawnBoxes[box][0]);
  }
  const ZOOMS = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), whole: () => zoom(whole()) };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", ZOOMS[button.dataset.zoom]);
  }
  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { "+": "in", "=": "in", "-": "out", "0": "whole" }[event.key];
    if (way) { event.preventDefault(); ZOOMS[way](); }
  });
  sheet.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
  }, { passive: false });

  let pinch = null;
  const apart = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  sheet.addEventListener("touchstart", (event) => {
    pinch = event.touches.length === 2 ? { apart: apart(event.touches), scale } : null;
  }, { passive: true });
  sheet.addEventListener("touchmove", (event) => {
    if (!pinch || event.touches.length !== 2) return;
    event.preventDefault();
    const [one, other] = event.touches;
    zoom(pinch.scale * apart(event.touches) / pinch.apart, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
  }, { passive: false });

  /* Nothing is styled while it is held: what all that is drawn inherits is worked out anew for thousands of letters. */
  let hold = null, dragged = false;
  sheet.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    hold = { x: event.clientX, y: event.clientY, left: sheet.scrollLeft, top: sheet.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!hold) return;
    const x = event.clientX - hold.x, y = event.clientY - hold.y;
    if (!dragged && Math.hypot(x, y) < 6) return;
    dragged = true;
    sheet.scrollTo(hold.left - x, hold.top - y);
  });
  addEventListener("pointerup", () => { hold = null; });

  /* -- on a small screen the list comes first, and the drawing on demand -- */
  const filters = find("filters"), drawing = find("drawing"), showDrawing = find("show-drawing");
  showDrawing.addEventListener("click", () => {
    const shown = drawing.classList.toggle("shown");
    showDrawing.setAttribute("aria-expanded", shown);
    if (shown) { begin(); lookAtBox(); }
  });
  NARROW.addEventListener("change", () => {
    if (!panel.open) return;
    panel.close();
    if (NARROW.matches) panel.showModal(); else panel.open = true;
  });

  if (filters && LIST.matches) filters.open = false;
  begin();
  document.documentElement.classList.replace("wait", "js");
  if (sheet.offsetParent) lookAtBox();
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-describedby", "help");
  order.forEach(setUp);
  for (const group of svg.querySelectorAll("g.arrow, g.mark")) group.setAttribute("aria-hidden", "true");
  follow();
})();
