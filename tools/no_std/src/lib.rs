//! Builds only if neither demojibake nor anything below it links the standard library.
//!
//! A `no_std` library that is built for a computer with an operating system proves nothing: a dependency may bring the
//! standard library in. Here it would bring a second panic handler, which is an error. Nothing of this ever runs.
#![no_std]

extern crate alloc;

use alloc::string::String;
use core::alloc::{GlobalAlloc, Layout};

/// Has no memory.
struct NoMemory;

// SAFETY: a null pointer says that there is no memory, and so there is nothing to give back.
unsafe impl GlobalAlloc for NoMemory {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: NoMemory = NoMemory;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

/// Reaches all stages, so that all of them are linked.
#[unsafe(no_mangle)]
pub extern "C" fn length_of_fixed(bytes: *const u8, length: usize) -> usize {
    // SAFETY: nobody calls this.
    let bytes = unsafe { core::slice::from_raw_parts(bytes, length) };
    let fixer = demojibake::Fixer::new();
    let fixed = fixer.fix_bytes(bytes);
    let mut stream = fixer.stream();
    stream.push(bytes);
    stream.end();
    let windows: usize = core::iter::from_fn(|| stream.next_window()).map(|w| w.output().len()).sum();
    let runs: String = fixer.runs(fixed.text()).iter().map(|r| r.best().after()).collect();
    fixed.into_text().len() + windows + runs.len()
}
