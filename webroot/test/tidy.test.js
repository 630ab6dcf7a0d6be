import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../', import.meta.url);
const files = readdirSync(ROOT, { recursive: true }).filter((name) => /\.(js|css|html)$/.test(name) && !name.startsWith('test'));
const read = (name) => readFileSync(new URL(name, ROOT), 'utf8');
const scripts = files.filter((name) => name.endsWith('.js'));

test('no script turns text into markup or code', () => {
  for (const name of scripts) {
    assert.doesNotMatch(read(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc/, name);
  }
});

test('the page keeps to its own origin without inline code or styles', () => {
  const page = read('index.html');
  assert.match(page, /default-src 'self'/);
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  for (const name of files) assert.doesNotMatch(read(name).replaceAll('http://www.w3.org/2000/svg', ''), /https?:|\/\/cdn/, name);
  for (const name of scripts) assert.doesNotMatch(read(name), /\bstyle: |\.style\b/, name);
});

test('only the contract knows the names of the wire', () => {
  const wire = /[.'](task_id|attempt_id|updated_at|submitted_at|depends_on|waits_for|mode_reason|lease_until|closed_at|granted_at|renewed_at|held_at_most|read_only|last_at|reviewed_at|p50_us|p99_us|by_phase|leaked_threads|baseline_name|trained_on|typical_minutes|champion_agents)\b/;
  for (const name of scripts) if (!['contract.js', 'contract-files.js', 'contract-models.js', 'contract-plugins.js'].includes(name)) assert.doesNotMatch(read(name), wire, name);
});

test('files fit in the head', () => {
  const limit = (name) => (name === 'app.js' ? 60 : 200);
  for (const name of scripts) assert.ok(read(name).trimEnd().split('\n').length <= limit(name), `${name} must have <= ${limit(name)} lines`);
});

/** Relative luminance contrast of WCAG 2. */
function contrast(a, b) {
  const light = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('text reaches 4.5:1, class marks and the marks of the map 3:1 on every ground, light and dark', () => {
  const [, light, dark] = read('style.css').split(':root {');
  for (const [theme, css] of [['light', light], ['dark', dark]]) {
    const token = (name) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)[1];
    for (const ground of ['page', 'surface', 'sunken']) {
      for (const text of ['ink', 'ink-2', 'ink-3', 'ok', 'warn', 'crit', 'info']) {
        assert.ok(contrast(token(text), token(ground)) >= 4.5, `${theme}: ${text} on ${ground}`);
      }
    }
    for (const mark of ['ink', 'crit', 'warn']) {
      for (const heat of ['heat-1', 'heat-2', 'heat-3', 'heat-4']) assert.ok(contrast(token(mark), token(heat)) >= 3, `${theme}: ${mark} on ${heat}`);
    }
    for (const name of ['critical', 'suboptimal', 'moderate', 'efficient', 'optimal']) {
      assert.ok(contrast(token(`class-${name}`), token('surface')) >= 3, `${theme}: ${name}`);
    }
  }
});
