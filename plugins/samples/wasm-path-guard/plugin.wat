;; SPDX-License-Identifier: Apache-2.0
;; Refuses edits of files below a folder. It reads no JSON: the bytes `"path":"` and then the folder's
;; name stand in a question only where the edit's path begins with the folder, because a quote inside a
;; text is written as \". The host writes a question at 64 KiB; what this module says is put together
;; at 4 KiB.
(module
  (import "muster" "log" (func $log (param i32 i32)))
  (import "muster" "emit" (func $emit (param i32 i32)))
  (memory (export "memory") 2 32)

  (data (i32.const 0x100) "\"folder\":\"")
  (data (i32.const 0x110) "\"path\":\"")
  (data (i32.const 0x200) "{\"result\":\"veto\",\"reason\":\"")
  (data (i32.const 0x240) " is guarded: ask a person to edit it\"}")
  (data (i32.const 0x280) "{\"type\":\"path_guard.vetoed\",\"data\":{\"folder\":\"")
  (data (i32.const 0x2c0) "\"}}")
  (data (i32.const 0x300) "refused an edit below ")

  ;; Room for a question: memory from 64 KiB on; 0 when there is not enough.
  (func (export "muster_alloc") (param $len i32) (result i32)
    (local $more i32)
    (local.set $more
      (i32.sub
        (i32.shr_u (i32.add (local.get $len) (i32.const 0x1ffff)) (i32.const 16))
        (memory.size)))
    (if (i32.gt_s (local.get $more) (i32.const 0))
      (then
        (if (i32.eq (memory.grow (local.get $more)) (i32.const -1))
          (then (return (i32.const 0))))))
    (i32.const 0x10000))

  (func (export "muster_call") (param $at i32) (param $len i32) (result i64)
    (local $end i32) (local $folder i32) (local $folder_len i32) (local $path i32)
    (local.set $end (i32.add (local.get $at) (local.get $len)))
    (local.set $folder
      (call $after (local.get $at) (local.get $end) (i32.const 0x100) (i32.const 10)))
    (local.set $path
      (call $after (local.get $at) (local.get $end) (i32.const 0x110) (i32.const 8)))
    (if (i32.or (i32.eqz (local.get $folder)) (i32.eqz (local.get $path)))
      (then (return (i64.const 0))))
    (local.set $folder_len
      (i32.sub
        (call $quote (local.get $folder) (local.get $end))
        (local.get $folder)))
    (if (i32.gt_u (local.get $folder_len) (i32.const 4096))
      (then (unreachable)))
    (if (i32.gt_u (i32.add (local.get $path) (local.get $folder_len)) (local.get $end))
      (then (return (i64.const 0))))
    (if (i32.eqz (call $same (local.get $path) (local.get $folder) (local.get $folder_len)))
      (then (return (i64.const 0))))
    (call $log
      (i32.const 0x1000)
      (call $say
        (i32.const 0x300) (i32.const 22) (local.get $folder) (local.get $folder_len)
        (i32.const 0) (i32.const 0)))
    (call $emit
      (i32.const 0x1000)
      (call $say
        (i32.const 0x280) (i32.const 46) (local.get $folder) (local.get $folder_len)
        (i32.const 0x2c0) (i32.const 3)))
    (i64.or
      (i64.const 0x100000000000) ;; 0x1000 << 32
      (i64.extend_i32_u
        (call $say
          (i32.const 0x200) (i32.const 27) (local.get $folder) (local.get $folder_len)
          (i32.const 0x240) (i32.const 38)))))

  ;; Puts three texts together at 0x1000; returns how long they are.
  (func $say
    (param $a i32) (param $a_len i32) (param $b i32) (param $b_len i32) (param $c i32)
    (param $c_len i32) (result i32)
    (local $to i32)
    (local.set $to (i32.const 0x1000))
    (memory.copy (local.get $to) (local.get $a) (local.get $a_len))
    (local.set $to (i32.add (local.get $to) (local.get $a_len)))
    (memory.copy (local.get $to) (local.get $b) (local.get $b_len))
    (local.set $to (i32.add (local.get $to) (local.get $b_len)))
    (memory.copy (local.get $to) (local.get $c) (local.get $c_len))
    (i32.sub (i32.add (local.get $to) (local.get $c_len)) (i32.const 0x1000)))

  ;; Where the bytes end that are sought between $from and $end; 0 when they are not there.
  (func $after
    (param $from i32) (param $end i32) (param $sought i32) (param $sought_len i32) (result i32)
    (local $last i32)
    (local.set $last (i32.sub (local.get $end) (local.get $sought_len)))
    (loop $next
      (if (i32.gt_u (local.get $from) (local.get $last))
        (then (return (i32.const 0))))
      (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 34)) ;; what is sought begins with a quote
        (then
          (if (call $same (local.get $from) (local.get $sought) (local.get $sought_len))
            (then (return (i32.add (local.get $from) (local.get $sought_len)))))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br $next))
    (unreachable))

  ;; The next quote at or after $from, or $end.
  (func $quote (param $from i32) (param $end i32) (result i32)
    (loop $next
      (if (i32.ge_u (local.get $from) (local.get $end))
        (then (return (local.get $end))))
      (if (i32.eq (i32.load8_u (local.get $from)) (i32.const 34))
        (then (return (local.get $from))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (br $next))
    (unreachable))

  (func $same (param $a i32) (param $b i32) (param $len i32) (result i32)
    (loop $next
      (if (i32.eqz (local.get $len))
        (then (return (i32.const 1))))
      (if (i32.ne (i32.load8_u (local.get $a)) (i32.load8_u (local.get $b)))
        (then (return (i32.const 0))))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (local.set $b (i32.add (local.get $b) (i32.const 1)))
      (local.set $len (i32.sub (local.get $len) (i32.const 1)))
      (br $next))
    (unreachable)))
