//! apalis as the runtime over our own job tables.
