using System.Buffers.Binary;

namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>
/// What a file is by its content: a whole PNG, JPEG or WebP with its size, or nothing that is shown here. Its name and what a browser calls it
/// count for nothing. What stands behind the picture's end, as telephones put it there, is left alone: it is never served as anything else.
/// </summary>
/// <param name="Name">As people call it.</param>
/// <param name="ContentType">As browsers call it.</param>
/// <param name="Width">In pixels; at least 1.</param>
/// <param name="Height">In pixels; at least 1.</param>
internal sealed record PictureFormat(string Name, string ContentType, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngBegin => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Null for what is none of the three, is cut off, or has no size.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> bytes)
    {
        var found = bytes.StartsWith(PngBegin) ? Png(bytes)
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg(bytes)
            : bytes.StartsWith("RIFF"u8) ? WebP(bytes)
            : null;
        return found is { Width: > 0, Height: > 0 } ? found : null;
    }

    // Chunks of length, name, content and sum: the first says how large it is, the last has nothing in it.
    private static PictureFormat? Png(ReadOnlySpan<byte> bytes)
    {
        PictureFormat? found = null;
        var hasPixels = false;
        for (var at = PngBegin.Length; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var name = bytes.Slice(at + 4, 4);
            if (length > bytes.Length - at - 12)
            {
                return null;
            }

            if (found is null)
            {
                if (!name.SequenceEqual("IHDR"u8) || length != 13)
                {
                    return null;
                }

                found = new PictureFormat("PNG", "image/png", Side(bytes[(at + 8)..]), Side(bytes[(at + 12)..]));
            }

            if (name.SequenceEqual("IEND"u8))
            {
                return hasPixels ? found : null;
            }

            hasPixels |= name.SequenceEqual("IDAT"u8);
            at += (int)length + 12;
        }

        return null;
    }

    // Segments with a length each, of which one says how large it is, until the pixels begin.
    private static PictureFormat? Jpeg(ReadOnlySpan<byte> bytes)
    {
        PictureFormat? found = null;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // Filled up.
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || length > bytes.Length - at - 2)
            {
                return null;
            }

            if (marker == 0xDA)
            {
                return bytes[at..].IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0 ? found : null;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && length >= 8)
            {
                found = new PictureFormat(
                    "JPEG", "image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += length + 2;
        }

        return null;
    }

    // Chunks of name, length and content, filled up to an even length. A simple file has one, with the size of the picture; others begin
    // with the size of what they are painted on.
    private static PictureFormat? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 20 || !bytes.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return null;
        }

        var whole = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (whole > bytes.Length - 8)
        {
            return null;
        }

        var (width, height, hasPixels) = (0, 0, false);
        for (var at = 12; at + 8 <= bytes.Length && at < whole + 8;)
        {
            var name = bytes.Slice(at, 4);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (length > bytes.Length - at - 8)
            {
                return null;
            }

            var content = bytes.Slice(at + 8, (int)length);
            var (wide, high) = WebPSize(name, content);
            (width, height) = (Math.Max(width, wide), Math.Max(height, high));
            hasPixels |= name.SequenceEqual("VP8 "u8) || name.SequenceEqual("VP8L"u8) || name.SequenceEqual("ANMF"u8);
            at += 8 + (int)length + (int)(length % 2);
        }

        return hasPixels ? new PictureFormat("WebP", "image/webp", width, height) : null;
    }

    private static (int Width, int Height) WebPSize(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        if (name.SequenceEqual("VP8X"u8) && content.Length >= 10)
        {
            return (Wide(content[4..]) + 1, Wide(content[7..]) + 1);
        }

        if (name.SequenceEqual("VP8 "u8) && content.Length >= 10 && content.Slice(3, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF);
        }

        if (name.SequenceEqual("VP8L"u8) && content.Length >= 5 && content[0] == 0x2F)
        {
            var sides = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return ((int)(sides & 0x3FFF) + 1, (int)((sides >> 14) & 0x3FFF) + 1);
        }

        return (0, 0);
    }

    // One that is too large for a number here is too large anyway.
    private static int Side(ReadOnlySpan<byte> bytes) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(bytes), int.MaxValue);

    private static int Wide(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
