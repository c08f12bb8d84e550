//! Signing in, and staying signed in.

mod sessions;
mod sign_in;

use diesel::{prelude::*, update};
use diesel_async::RunQueryDsl;
use wq_core::access::{Account, PasswordHash};
use wq_core::db::schema::accounts;
use wq_tests::World;

const PASSWORD: &str = "Demo-2027";

/// Gives an account of the world a name and a password to sign in with.
async fn give(world: &World, account: &Account, login: &str) {
    let hash = PasswordHash::of(PASSWORD).await;
    update(accounts::table.find(account.id))
        .set((
            accounts::login.eq(login),
            accounts::password_hash.eq(hash.as_str()),
        ))
        .execute(&mut *world.conn().await)
        .await
        .expect("the account");
}
