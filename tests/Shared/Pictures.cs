using System.Buffers.Binary;

namespace ExperimentAdmin.Tests.Shared;

/// <summary>Pictures made here, as small as they can be or as large as they say.</summary>
internal static class Pictures
{
    /// <summary>A red dot that every browser shows.</summary>
    public static byte[] Dot { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    /// <summary>A PNG that says how large it is and has little in it.</summary>
    public static byte[] Png(int width, int height, int filler = 0)
    {
        byte[] head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, new byte[filler]), .. Chunk("IEND"u8, [])];
    }

    public static byte[] Jpeg(int width, int height, byte frame = 0xC0)
        =>
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, frame, 0, 11, 8, .. Big(height), .. Big(width), 1, 1, 0x11, 0,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xFF, 0xD9,
        ];

    public static byte[] WebP(int width, int height) => WebP("VP8 "u8, [0, 0, 0, 0x9D, 1, 0x2A, .. Little(width), .. Little(height), 0]);

    public static byte[] WebPLossless(int width, int height)
    {
        var sides = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(sides, (width - 1) | ((height - 1) << 14));
        return WebP("VP8L"u8, [0x2F, .. sides, 0]);
    }

    /// <summary>One that says how large what it is painted on is, before the picture.</summary>
    public static byte[] WebPExtended(int width, int height)
    {
        byte[] canvas = [0, 0, 0, 0, .. Three(width - 1), .. Three(height - 1)];
        byte[] inner = WebP(1, 1)[12..];
        return Riff([.. "VP8X"u8, .. Four(canvas.Length), .. canvas, .. inner]);
    }

    private static byte[] WebP(ReadOnlySpan<byte> name, byte[] content)
        => Riff([.. name, .. Four(content.Length), .. content, .. new byte[content.Length % 2]]);

    private static byte[] Riff(byte[] chunks) => [.. "RIFF"u8, .. Four(chunks.Length + 4), .. "WEBP"u8, .. chunks];

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. name, .. content, 0, 0, 0, 0];
    }

    private static byte[] Big(int side) => [(byte)(side >> 8), (byte)side];

    private static byte[] Little(int side) => [(byte)side, (byte)(side >> 8)];

    private static byte[] Three(int side) => [(byte)side, (byte)(side >> 8), (byte)(side >> 16)];

    private static byte[] Four(int length) => [(byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)(length >> 24)];
}
