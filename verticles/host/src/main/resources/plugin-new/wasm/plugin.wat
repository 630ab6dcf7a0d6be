;; Refuses edits of LICENSE: looks for its path in the JSON of the call, byte by byte.
(module
  (import "muster" "log" (func $log (param i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\22path\22:\22LICENSE\22")
  (data (i32.const 64) "{\22result\22:\22veto\22,\22reason\22:\22LICENSE is not edited by agents\22}")

  ;; Where the host writes the call: always at 1024, with as many pages as that needs.
  (func (export "muster_alloc") (param $len i32) (result i32)
    (local $pages i32)
    (local.set $pages
      (i32.shr_u (i32.add (local.get $len) (i32.const 66559)) (i32.const 16)))
    (if (i32.gt_u (local.get $pages) (memory.size))
      (then (drop (memory.grow (i32.sub (local.get $pages) (memory.size))))))
    (i32.const 1024))

  ;; The answer as ptr << 32 | len; 0 goes on.
  (func (export "muster_call") (param $ptr i32) (param $len i32) (result i64)
    (local $at i32)
    (local $last i32)
    (local $i i32)
    (local.set $at (local.get $ptr))
    (local.set $last (i32.sub (i32.add (local.get $ptr) (local.get $len)) (i32.const 16)))
    (block $absent
      (loop $next
        (br_if $absent (i32.gt_s (local.get $at) (local.get $last)))
        (local.set $i (i32.const 0))
        (block $differs
          (loop $same
            (br_if $differs
              (i32.ne
                (i32.load8_u (i32.add (local.get $at) (local.get $i)))
                (i32.load8_u (local.get $i))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $same (i32.lt_u (local.get $i) (i32.const 16))))
          (call $log (i32.const 64) (i32.const 60))
          (return (i64.or (i64.shl (i64.const 64) (i64.const 32)) (i64.const 60))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (i64.const 0)))
