// Surfaces that can be turned: the relief of the page's JSON, painted onto a canvas from the far side to the near one, as the picture
// beside it was. Without this script the picture stands still.
(function () {
  'use strict';
  const LIGHTS = 4;
  document.querySelectorAll('figure.space').forEach(start);

  function start(figure) {
    const scene = JSON.parse(figure.querySelector('script').textContent);
    const canvas = document.createElement('canvas');
    const ink = canvas.getContext('2d');
    if (!ink) return;
    const solid = pieces(scene);
    const view = { turn: scene.turn, lift: scene.lift };
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    let due = false;

    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', scene.title + ': a surface that the arrow keys turn');
    figure.insertBefore(canvas, figure.querySelector('script'));
    figure.querySelector('.hint').hidden = false;
    figure.classList.add('turning');

    function draw() {
      if (due) return;
      due = true;
      requestAnimationFrame(function () {
        due = false;
        const begun = performance.now();
        const wide = canvas.clientWidth || 640;
        const high = Math.round(wide * 0.75);
        const dots = Math.min(2, window.devicePixelRatio || 1);
        if (canvas.width !== Math.round(wide * dots)) {
          canvas.width = Math.round(wide * dots);
          canvas.height = Math.round(high * dots);
        }
        ink.setTransform(dots, 0, 0, dots, 0, 0);
        const isDark = scene.theme === 'dark' || (scene.theme === 'auto' && dark.matches);
        paint(ink, scene, solid, view, isDark ? scene.dark : scene.light, wide, high);
        canvas.dataset.milliseconds = (performance.now() - begun).toFixed(2);
        canvas.dataset.turn = view.turn.toFixed(1);
      });
    }

    function turn(x, y) {
      view.turn = (view.turn + x + 540) % 360 - 180;
      view.lift = Math.max(5, Math.min(85, view.lift + y));
      draw();
    }

    function back() {
      view.turn = scene.turn;
      view.lift = scene.lift;
      draw();
    }

    canvas.addEventListener('pointerdown', function (e) { canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener('pointermove', function (e) {
      if (e.buttons) turn(-e.movementX * 0.5, e.movementY * 0.35);
    });
    canvas.addEventListener('dblclick', back);
    canvas.addEventListener('keydown', function (e) {
      const ways = { ArrowLeft: [5, 0], ArrowRight: [-5, 0], ArrowUp: [0, 5], ArrowDown: [0, -5] };
      if (e.key === 'Home') back();
      else if (ways[e.key]) turn(ways[e.key][0], ways[e.key][1]);
      else return;
      e.preventDefault();
    });
    dark.addEventListener('change', draw);
    document.addEventListener('change', draw);
    window.addEventListener('resize', draw);
    draw();
  }

  // Every cell cut where its colour changes, once: places in the box, and for each cell its polygons by band.
  function pieces(scene) {
    const n = scene.columns, m = scene.rows, step = (scene.high - scene.low) / 1000;
    const x = [], y = [], z = [], cells = [];
    for (let j = 0; j !== m; j++)
      for (let i = 0; i !== n; i++) add(-1 + 2 * i / (n - 1), -1 + 2 * j / (m - 1), scene.heights[j * n + i]);
    function add(a, b, c) {
      x.push(a); y.push(b); z.push(c);
      return x.length - 1;
    }
    function clip(ring, at, side) {
      const kept = [];
      ring.forEach(function (a, k) {
        const b = ring[(k + 1) % ring.length], from = (z[a] - at) * side, to = (z[b] - at) * side;
        if (from >= 0) kept.push(a);
        if (0 > from * to) {
          const part = from / (from - to);
          kept.push(add(x[a] + (x[b] - x[a]) * part, y[a] + (y[b] - y[a]) * part, at));
        }
      });
      return kept;
    }
    for (let j = 0; j !== m - 1; j++)
      for (let i = 0; i !== n - 1; i++) {
        const ring = [j * n + i, j * n + i + 1, (j + 1) * n + i + 1, (j + 1) * n + i];
        const heights = ring.map(function (k) { return z[k]; });
        const low = Math.min.apply(null, heights), high = Math.max.apply(null, heights);
        const parts = [];
        if (low >= 0)
          for (let band = 0; scene.levels.length + 1 > band; band++) {
            const from = band === 0 ? -1 : scene.levels[band - 1], to = Math.min(1001, band === scene.levels.length ? 9999 : scene.levels[band]);
            if (high >= from && to > low) {
              const whole = low >= from && to >= high;
              const part = whole ? ring : clip(clip(ring, Math.max(0, from), 1), to, -1);
              if (part.length > 2) parts.push([band, part]);
            }
          }
        cells.push({
          parts: parts,
          slopeX: (heights[1] + heights[2] - heights[0] - heights[3]) / 4 * (n - 1) * step,
          slopeY: (heights[2] + heights[3] - heights[0] - heights[1]) / 4 * (m - 1) * step,
          isIn: low >= 0 && 1001 > high
        });
      }
    return {
      x: Float64Array.from(x), y: Float64Array.from(y), z: Float64Array.from(z, function (h) { return scene.low + h * step; }),
      cells: cells, px: new Float64Array(x.length), py: new Float64Array(x.length), step: step
    };
  }

  function paint(ink, scene, solid, view, look, wide, high) {
    const rad = Math.PI / 180, sin = Math.sin(view.turn * rad), cos = Math.cos(view.turn * rad);
    const rise = Math.sin(view.lift * rad), fall = Math.cos(view.lift * rad);
    const size = Math.min((wide - 150) / 2.83, (high - 60) / (2.83 * rise + scene.high * fall));
    const midX = (wide - 30) / 2, midY = high / 2 + scene.high * fall * size / 2 - 4;
    const n = scene.columns, m = scene.rows;
    function across(u, v) { return midX + (u * cos + v * sin) * size; }
    function down(u, v, w) { return midY - (w * fall + (v * cos - u * sin) * rise) * size; }
    function path(places) {
      ink.beginPath();
      places.forEach(function (p, k) { ink[k ? 'lineTo' : 'moveTo'](across(p[0], p[1]), down(p[0], p[1], p[2])); });
    }
    function stroke(places, colour, width, dash) {
      path(places);
      ink.strokeStyle = colour;
      ink.lineWidth = width;
      ink.setLineDash(dash || []);
      ink.stroke();
      ink.setLineDash([]);
    }
    function write(text, px, py, colour, align) {
      ink.fillStyle = colour;
      ink.textAlign = align;
      ink.fillText(text, px, py);
    }

    ink.fillStyle = look.page;
    ink.fillRect(0, 0, wide, high);
    ink.lineJoin = ink.lineCap = 'round';
    ink.font = '12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
    const nearX = sin > 0 ? 1 : -1, nearY = 0 > cos ? 1 : -1;
    walls();
    const shown = scene.walks.filter(function (w) {
      const box = document.getElementById('run' + w.series);
      return !box || box.checked;
    });
    shown.forEach(function (w) {
      ink.save();
      path([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]]);
      ink.clip();
      const runs = w.floor.map(function (run) { return pairs(run, 2).map(function (p) { return [p[0], p[1], 0]; }); });
      runs.forEach(function (run) { stroke(run, look.halo, 5); });
      runs.forEach(function (run) { stroke(run, look.series[w.series % 5], 2, w.dash); });
      ink.restore();
    });
    surface();
    scene.plates.forEach(plate);
    numbers();
    levels();

    function walls() {
      ink.globalAlpha = 1;
      scene.axes[0].ticks.forEach(function (t) { stroke([[t[0], -1, 0], [t[0], 1, 0]], look.rule, 1); });
      scene.axes[1].ticks.forEach(function (t) { stroke([[-1, t[0], 0], [1, t[0], 0]], look.rule, 1); });
      scene.axes[2].ticks.forEach(function (t) {
        stroke([[nearX, -nearY, t[0]], [-nearX, -nearY, t[0]], [-nearX, nearY, t[0]]], look.rule, 1);
      });
      [[-nearX, -nearY], [-nearX, nearY], [nearX, -nearY]].forEach(function (c) {
        stroke([[c[0], c[1], 0], [c[0], c[1], scene.high]], look.rule, 1);
      });
    }

    function surface() {
      const px = solid.px, py = solid.py, x = solid.x, y = solid.y, z = solid.z;
      for (let k = x.length - 1; k >= 0; k--) {
        px[k] = across(x[k], y[k]);
        py[k] = down(x[k], y[k], z[k]);
      }
      const extras = dots();
      const byRows = Math.abs(cos) >= Math.abs(sin), outer = byRows ? m - 1 : n - 1, inner = byRows ? n - 1 : m - 1;
      const outerUp = (byRows ? nearY : nearX) > 0, innerUp = (byRows ? nearX : nearY) > 0;
      const gap = Math.max(1, Math.floor((Math.max(n, m) - 1) / 15));
      let strip = new Map(), lines = [], away = false;
      for (let a = 0; a !== outer; a++) {
        const o = outerUp ? a : outer - 1 - a;
        for (let b = 0; b !== inner; b++) {
          const q = innerUp ? b : inner - 1 - b, i = byRows ? q : o, j = byRows ? o : q, cell = solid.cells[j * (n - 1) + i];
          if (cell.parts.length) cellAt(i, j, cell);
          const extra = extras.get(j * (n - 1) + i);
          if (extra) {
            close();
            extra.forEach(function (f) { f(); });
          }
        }
        close();
      }

      function cellAt(i, j, cell) {
        const k = j * n + i, turns = area([k, k + 1, k + n + 1, k + n]) > 0;
        if (turns !== away) close();
        away = turns;
        const length = Math.sqrt(cell.slopeX * cell.slopeX + cell.slopeY * cell.slopeY + 1);
        const toRight = -(cell.slopeX * cos + cell.slopeY * sin) / length, toEye = -(cell.slopeX * sin - cell.slopeY * cos) / length;
        const isAbove = toEye * fall + rise / length > 0;
        const shine = Math.max(0, Math.min(1, -0.5 * toRight + 0.3 * toEye + 0.81 / length));
        const light = isAbove ? 1 + Math.max(0, Math.min(LIGHTS - 1, Math.floor((shine - 0.3) / 0.7 * LIGHTS))) : 0;
        cell.parts.forEach(function (part) {
          const key = part[0] * 8 + light;
          let list = strip.get(key);
          if (!list) strip.set(key, list = []);
          list.push(part[1]);
        });
        if (!cell.isIn) return;
        const farI = nearX > 0 ? i : i + 1, farJ = nearY > 0 ? j : j + 1;
        if (farI % gap === 0) lines.push(j * n + farI, (j + 1) * n + farI);
        if (farJ % gap === 0) lines.push(farJ * n + i, farJ * n + i + 1);
        if (nearX > 0 ? i === n - 2 : i === 0) lines.push(j * n + (nearX > 0 ? n - 1 : 0), (j + 1) * n + (nearX > 0 ? n - 1 : 0));
        if (nearY > 0 ? j === m - 2 : j === 0) lines.push((nearY > 0 ? m - 1 : 0) * n + i, (nearY > 0 ? m - 1 : 0) * n + i + 1);
      }

      function area(ring) {
        let sum = 0;
        for (let k = 0; k !== ring.length; k++) {
          const a = ring[k], b = ring[(k + 1) % ring.length];
          sum += px[a] * py[b] - px[b] * py[a];
        }
        return sum;
      }

      function close() {
        strip.forEach(function (list, key) {
          ink.fillStyle = ink.strokeStyle = look.lit[key >> 3][key % 8];
          ink.lineWidth = 0.6;
          ink.beginPath();
          list.forEach(function (ring) {
            const last = ring.length - 1, back = 0 > area(ring);
            for (let k = 0; k !== last + 1; k++) {
              const at = ring[back ? last - k : k];
              if (k) ink.lineTo(px[at], py[at]);
              else ink.moveTo(px[at], py[at]);
            }
            ink.closePath();
          });
          ink.fill();
          ink.stroke();
        });
        strip = new Map();
        if (!lines.length) return;
        ink.globalAlpha = 0.4;
        ink.lineCap = 'butt';
        ink.strokeStyle = look.text;
        ink.lineWidth = 0.6;
        ink.beginPath();
        for (let k = 0; k !== lines.length; k += 2) {
          ink.moveTo(px[lines[k]], py[lines[k]]);
          ink.lineTo(px[lines[k + 1]], py[lines[k + 1]]);
        }
        ink.stroke();
        ink.globalAlpha = 1;
        ink.lineCap = 'round';
        lines = [];
      }
    }

    // Lifted walks, as dots at equal distances, each drawn after the cell that is a little nearer to the eye.
    function dots() {
      const found = new Map(), step = 3 / (Math.min(n, m) - 1);
      function put(p, f) {
        const i = Math.floor((p[0] + step * sin + 1) / 2 * (n - 1)), j = Math.floor((p[1] - step * cos + 1) / 2 * (m - 1));
        const key = Math.max(0, Math.min(m - 2, j)) * (n - 1) + Math.max(0, Math.min(n - 2, i));
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(f);
      }
      shown.forEach(function (w) {
        const colour = look.series[w.series % 5];
        const runs = w.lifted.map(function (run) {
          return pairs(run, 3).map(function (p) { return [p[0], p[1], scene.low + p[2] * solid.step]; });
        });
        runs.forEach(function (places) {
          let due = 0;
          places.forEach(function (b, k) {
            if (k > 0 && scene.high + 1e-6 >= b[2]) due = stretch(places[k - 1], b, due, colour);
          });
        });
        if (w.ends[0]) {
          const a = runs[0][0];
          put(a, function () { ring(across(a[0], a[1]), down(a[0], a[1], a[2]), colour); });
        }
        if (w.ends[1]) {
          const last = runs[runs.length - 1], b = last[last.length - 1];
          put(b, function () { diamond(across(b[0], b[1]), down(b[0], b[1], b[2]), colour); });
        }
      });
      return found;

      // Dots along a stretch, and how far beyond its end the next one is due.
      function stretch(a, b, due, colour) {
        const ax = across(a[0], a[1]), ay = down(a[0], a[1], a[2]);
        const bx = across(b[0], b[1]), by = down(b[0], b[1], b[2]), length = Math.hypot(bx - ax, by - ay);
        for (; length > due; due += 5.5) {
          const part = due / length, dx = ax + (bx - ax) * part, dy = ay + (by - ay) * part;
          put([a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part], function () {
            disc(dx, dy, 2.3, look.halo);
            disc(dx, dy, 1.35, colour);
          });
        }
        return due - length;
      }
    }

    function disc(px, py, r, colour) {
      ink.fillStyle = colour;
      ink.beginPath();
      ink.arc(px, py, r, 0, 7);
      ink.fill();
    }

    function ring(px, py, colour) {
      disc(px, py, 5.5, colour);
      disc(px, py, 3.5, look.page);
    }

    function diamond(px, py, colour) {
      ink.beginPath();
      [[0, -6.5], [6.5, 0], [0, 6.5], [-6.5, 0]].forEach(function (d, k) { ink[k ? 'lineTo' : 'moveTo'](px + d[0], py + d[1]); });
      ink.closePath();
      ink.fillStyle = colour;
      ink.strokeStyle = look.page;
      ink.lineWidth = 2;
      ink.fill();
      ink.stroke();
    }

    // A plane as far as it lies in the box: strong where it is seen, a shade where the surface hides it.
    function plate(p) {
      const corners = pairs(p, 3), touch = corners.pop(), parts = 40, hidden = [], seen = [], a = corners[0], b = corners[1], d = corners[3];
      function on(i, j) {
        return [0, 1, 2].map(function (k) { return a[k] + (b[k] - a[k]) * i / parts + (d[k] - a[k]) * j / parts; });
      }
      for (let j = 0; j !== parts; j++)
        for (let i = 0; i !== parts; i++) {
          const middle = on(i + 0.5, j + 0.5), inside = 1 >= Math.abs(middle[0]) && 1 >= Math.abs(middle[1]) && middle[2] >= 0 && scene.high >= middle[2];
          if (inside) (hides(middle) ? hidden : seen).push([on(i, j), on(i + 1, j), on(i + 1, j + 1), on(i, j + 1)]);
        }
      ink.fillStyle = look.series[3];
      shade(hidden, 0.14);
      shade(seen, 0.45);
      ink.globalAlpha = 1;
      disc(across(touch[0], touch[1]), down(touch[0], touch[1], touch[2]), 3.2, look.series[4]);
    }

    function shade(quads, strength) {
      ink.globalAlpha = strength;
      ink.beginPath();
      quads.forEach(function (quad) {
        quad.forEach(function (q, k) { ink[k ? 'lineTo' : 'moveTo'](across(q[0], q[1]), down(q[0], q[1], q[2])); });
        ink.closePath();
      });
      ink.fill();
    }

    // The height over a place of the floor; beside it and in a hole none, which is neither above nor below anything.
    function over(u, v) {
      const none = 0 / 0, gx = (u + 1) / 2 * (n - 1), gy = (v + 1) / 2 * (m - 1);
      if (!(gx >= 0 && gy >= 0 && n - 1 >= gx && m - 1 >= gy)) return none;
      const i = Math.min(Math.floor(gx), n - 2), j = Math.min(Math.floor(gy), m - 2), r = gx - i, t = gy - j, k = j * n + i;
      if (Math.min(scene.heights[k], scene.heights[k + 1], scene.heights[k + n], scene.heights[k + n + 1]) === -1) return none;
      return (solid.z[k] * (1 - r) + solid.z[k + 1] * r) * (1 - t) + (solid.z[k + n] * (1 - r) + solid.z[k + n + 1] * r) * t;
    }

    // Whether the surface stands between a place and the eye, by steps along the floor.
    function hides(p) {
      const pace = 0.06, climb = rise / fall * pace, above = over(p[0], p[1]), under = above - 1e-9 > p[2];
      for (let k = 1; ; k++) {
        const u = p[0] + k * pace * sin, v = p[1] - k * pace * cos, w = p[2] + k * climb;
        if (Math.abs(u) > 1 || Math.abs(v) > 1) return false;
        const z = over(u, v);
        if (under ? w >= z : z - 1e-3 > w) return true;
      }
    }

    function numbers() {
      edge(scene.axes[0], function (t) { return [t, nearY]; });
      edge(scene.axes[1], function (t) { return [nearX, t]; });
      const corner = [[-1, -1], [1, -1], [1, 1], [-1, 1]].sort(function (a, b) { return across(a[0], a[1]) - across(b[0], b[1]); })[0];
      stroke([[corner[0], corner[1], 0], [corner[0], corner[1], scene.high]], look.quiet, 1);
      scene.axes[2].ticks.forEach(function (t) {
        const px = across(corner[0], corner[1]), py = down(corner[0], corner[1], t[0]);
        line(px - 5, py, px, py);
        write(t[1], px - 8, py + 4, look.quiet, 'end');
      });
      ink.font = 'italic ' + ink.font;
      write(scene.axes[2].name, across(corner[0], corner[1]), down(corner[0], corner[1], scene.high) - 9, look.text, 'center');
      ink.font = ink.font.replace('italic ', '');
    }

    function edge(axis, at) {
      const a = at(-1), b = at(1), middle = at(0);
      stroke([[a[0], a[1], 0], [b[0], b[1], 0]], look.quiet, 1);
      const cx = across(middle[0], middle[1]) - midX, cy = down(middle[0], middle[1], 0) - midY, length = Math.hypot(cx, cy) || 1;
      const right = cx / length, below = cy / length, align = Math.abs(right) > 0.25 ? right > 0 ? 'start' : 'end' : 'center';
      axis.ticks.forEach(function (t) {
        const p = at(t[0]), px = across(p[0], p[1]), py = down(p[0], p[1], 0);
        line(px, py, px + 5 * right, py + 5 * below);
        write(t[1], px + 9 * right, py + 9 * below + 6, look.quiet, align);
      });
      ink.font = 'italic ' + ink.font;
      const nameAt = cx + midX + 40 * right, room = align === 'end' ? nameAt : align === 'start' ? wide - 70 - nameAt : 2 * (wide - nameAt);
      write(cut(axis.name, room), nameAt, cy + midY + 40 * below + 4, look.text, align);
      ink.font = ink.font.replace('italic ', '');
    }

    function cut(text, room) {
      let length = text.length;
      while (length > 1 && ink.measureText(text.slice(0, length)).width > room - 10) length--;
      return length === text.length ? text : text.slice(0, length) + '…';
    }

    function line(ax, ay, bx, by) {
      ink.strokeStyle = look.quiet;
      ink.lineWidth = 1;
      ink.beginPath();
      ink.moveTo(ax, ay);
      ink.lineTo(bx, by);
      ink.stroke();
    }

    function levels() {
      const widest = Math.max.apply(null, [0].concat(scene.labels.map(function (l) { return ink.measureText(l).width; })));
      const count = scene.levels.length + 1, left = wide - 26 - Math.max(36, widest), top = 20, each = (high - 40) / count;
      const stride = Math.max(1, Math.ceil(15 / each));
      for (let k = 0; k !== count; k++) {
        ink.fillStyle = look.lit[k][LIGHTS];
        ink.fillRect(left, top + (count - 1 - k) * each, 14, each + 0.5);
        if (k > 0 && (k - 1) % stride === 0) write(scene.labels[k - 1], left + 20, top + (count - k) * each + 4, look.quiet, 'start');
      }
    }
  }

  function pairs(flat, each) {
    const found = [];
    for (let k = 0; k !== flat.length; k += each) found.push(flat.slice(k, k + each));
    return found;
  }
})();
