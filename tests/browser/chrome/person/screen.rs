//! The screen a person looks at.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::json;

use super::Person;

/// Below this width it is a phone.
const PHONE: u32 = 600;

impl Person {
    /// Holds a screen of this width: a phone, or a window on a desk.
    pub async fn at(&self, width: u32) {
        let phone = width < PHONE;
        let metrics = json!({
            "width": width,
            "height": if phone { 844 } else { 900 },
            "deviceScaleFactor": 1,
            "mobile": phone,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Prefers `light` or `dark`, and no motion.
    pub async fn in_theme(&self, theme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }))
            .await;
    }

    /// A picture of the window, or of the whole page, as PNG.
    pub async fn picture(&self, whole: bool) -> Vec<u8> {
        let shot = self
            .devtools(
                "Page.captureScreenshot",
                json!({ "captureBeyondViewport": whole }),
            )
            .await;
        let data = shot["data"].as_str().expect("a picture");
        BASE64_STANDARD.decode(data).unwrap()
    }
}
