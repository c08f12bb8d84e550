//! A case (事项) is one thing that moves through review. All five kinds share one life.
