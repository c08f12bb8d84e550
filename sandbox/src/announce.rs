//! What the program says once it serves.

use wq_sandbox::accounts::{ACCOUNTS, PASSWORD};

use crate::listeners::Addresses;

/// Prints the addresses and the demonstration accounts.
pub fn announce(addresses: Addresses) {
    println!();
    println!("  网签      http://{}", addresses.web);
    println!("  sandbox   http://{}", addresses.sandbox);
    println!();
    println!("  The password of every demonstration account is {PASSWORD}");
    for account in ACCOUNTS {
        println!(
            "  {:<25}  {:<14}  {}",
            account.label(),
            account.role.sign_in_page(),
            account.note
        );
    }
    println!();
    println!("  Ctrl-C stops everything.");
}
