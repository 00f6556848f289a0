//! Photographs as people hand them in, made into what is shown. Only the picture itself goes on: it is decoded and
//! encoded anew, so that nothing else of the file does, such as the place where it was taken.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};

/// The most bytes of a file that is handed in.
pub(crate) const MAX_FILE: usize = 8 * 1024 * 1024;
/// The most pixels of its sides: what a telephone's camera makes, and some more.
const MAX_SIDE: u32 = 8_192;
/// The most pixels in all.
const MAX_PIXELS: u64 = 50_000_000;
/// The most memory for decoding it.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// The sides of what is shown, at most: twice its size on the page.
const SHOWN: (u32, u32) = (480, 600);
/// The most bytes of what is shown.
pub(crate) const MAX_SHOWN: usize = 100 * 1024;
/// Qualities to try, the best first.
const QUALITIES: [u8; 4] = [85, 75, 60, 40];

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoPhoto {
    /// It is none of the kinds that we read, or damaged.
    Unreadable,
    /// Too many bytes or pixels.
    TooLarge,
}

/// Makes what is shown: a JPEG of bounded size, upright, without anything that stood beside the picture.
pub(crate) fn made_anew(file: &[u8]) -> Result<Vec<u8>, NoPhoto> {
    if file.len() > MAX_FILE {
        return Err(NoPhoto::TooLarge);
    }
    let (width, height) = reader(file)?
        .into_dimensions()
        .map_err(|_| NoPhoto::Unreadable)?;
    // Asked before anything is decoded: a small file can stand for a very large picture.
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(NoPhoto::TooLarge);
    }
    let mut reader = reader(file)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| NoPhoto::Unreadable)?;
    let orientation = decoder.orientation();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| NoPhoto::Unreadable)?;
    let (most_wide, most_high) = SHOWN;
    if picture.width().max(picture.height()) > most_wide.max(most_high) {
        // Its longer side first: turned or not, it fits.
        let side = most_wide.max(most_high);
        picture = picture.resize(side, side, FilterType::CatmullRom);
    }
    if let Ok(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    if picture.width() > most_wide || picture.height() > most_high {
        picture = picture.resize(most_wide, most_high, FilterType::CatmullRom);
    }
    encoded(&on_white(&picture))
}

fn reader(file: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, NoPhoto> {
    let reader = ImageReader::new(Cursor::new(file)).with_guessed_format();
    let reader = reader.map_err(|_| NoPhoto::Unreadable)?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => Ok(reader),
        _ => Err(NoPhoto::Unreadable),
    }
}

/// The picture with white where it lets light through.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    let blend = |value: u8, alpha: u8| -> u8 {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        let mixed = (value * alpha + 255 * (255 - alpha)) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        image::Rgb([red, green, blue].map(|value| blend(value, alpha)))
    })
}

fn encoded(picture: &RgbImage) -> Result<Vec<u8>, NoPhoto> {
    for quality in QUALITIES {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        picture
            .write_with_encoder(encoder)
            .map_err(|_| NoPhoto::Unreadable)?;
        if bytes.len() <= MAX_SHOWN {
            return Ok(bytes);
        }
    }
    Err(NoPhoto::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    /// Left half red, right half blue.
    fn two_halves(width: u32, height: u32) -> DynamicImage {
        let half = |x, _| {
            if x < width / 2 {
                [200, 0, 0]
            } else {
                [0, 0, 200]
            }
        };
        RgbImage::from_fn(width, height, |x, y| image::Rgb(half(x, y))).into()
    }

    fn shown(bytes: &[u8]) -> RgbImage {
        let shown = image::load_from_memory_with_format(bytes, ImageFormat::Jpeg);
        shown.expect("a JPEG").into_rgb8()
    }

    /// An EXIF part with an orientation and a text, put behind the first marker of a JPEG.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"taken at home");
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length);
        bytes.extend(exif);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    #[test]
    fn every_kind_becomes_a_small_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let made = made_anew(&file(&two_halves(1200, 900), format)).expect("taken");
            let picture = shown(&made);
            assert_eq!(
                (picture.width(), picture.height()),
                (480, 360),
                "{format:?}"
            );
            assert!(made.len() <= MAX_SHOWN);
        }
        let small = made_anew(&file(&two_halves(40, 50), ImageFormat::Png)).expect("taken");
        assert_eq!(
            shown(&small).dimensions(),
            (40, 50),
            "nothing is made larger"
        );
    }

    #[test]
    fn what_stood_beside_the_picture_is_gone_and_it_is_upright() {
        let jpeg = file(&two_halves(400, 300), ImageFormat::Jpeg);
        // 6: the camera was held so that the picture must be turned to the right.
        let given = with_exif(&jpeg, 6);
        assert!(given.windows(4).any(|four| four == b"Exif"));
        let made = made_anew(&given).expect("taken");
        for trace in [&b"Exif"[..], b"taken at home"] {
            assert!(!made.windows(trace.len()).any(|part| part == trace));
        }
        let picture = shown(&made);
        assert_eq!(picture.dimensions(), (300, 400));
        let [top, bottom] = [20, 380].map(|y| picture.get_pixel(150, y).0);
        assert!(top[0] > 150 && bottom[2] > 150, "{top:?} {bottom:?}");
    }

    #[test]
    fn a_bomb_and_what_is_no_picture_are_refused() {
        // A PNG that claims to be 60,000 pixels wide, in a few bytes.
        let mut bomb = file(&two_halves(8, 8), ImageFormat::Png);
        bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(made_anew(&bomb), Err(NoPhoto::TooLarge));
        assert_eq!(made_anew(&vec![0; MAX_FILE + 1]), Err(NoPhoto::TooLarge));
        let whole = file(&two_halves(100, 100), ImageFormat::Jpeg);
        let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
        for bad in [&b""[..], b"<svg onload=alert(1)>", gif, &whole[..40]] {
            assert_eq!(made_anew(bad), Err(NoPhoto::Unreadable));
        }
    }

    /// The checksum of PNG's chunks (CRC-32).
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
            })
        })
    }

    #[test]
    fn light_goes_through_to_white() {
        let clear = image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 0]));
        let made = made_anew(&file(&clear.into(), ImageFormat::Png)).expect("taken");
        assert!(
            shown(&made)
                .get_pixel(10, 10)
                .0
                .iter()
                .all(|value| *value > 250)
        );
    }
}
