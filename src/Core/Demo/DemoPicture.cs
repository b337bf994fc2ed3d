using System.Buffers.Binary;
using System.IO.Compression;

namespace ExperimentAdmin.Core.Demo;

/// <summary>A small picture of a checkout for the demo's variants: a total, and the button below it.</summary>
internal static class DemoPicture
{
    private const int Width = 320;
    private const int Height = 200;

    private static readonly byte[] s_colours =
    [
        0xF8, 0xFA, 0xFC, // the page
        0xCB, 0xD5, 0xE1, // lines of text
        0x43, 0x38, 0xCA, // the button
        0xFF, 0xFF, 0xFF, // its words
    ];

    /// <summary>A PNG with a button of this size in it.</summary>
    /// <param name="width">In pixels, at most 320.</param>
    /// <param name="height">In pixels, at most 120.</param>
    public static byte[] WithButton(int width, int height)
    {
        var pixels = new byte[Width * Height];
        Fill(pixels, 20, 20, 110, 10, colour: 1);
        Fill(pixels, 240, 20, 60, 10, colour: 1);
        Fill(pixels, 20, 44, 160, 10, colour: 1);
        Fill(pixels, 260, 44, 40, 10, colour: 1);
        var (left, top) = ((Width - width) / 2, 130 - (height / 2));
        Fill(pixels, left, top, width, height, colour: 2);
        Fill(pixels, left + (width / 4), 130 - (height / 10), width / 2, Math.Max(4, height / 5), colour: 3);
        return Png(pixels);
    }

    private static void Fill(byte[] pixels, int left, int top, int width, int height, byte colour)
    {
        for (var row = top; row < top + height; row++)
        {
            pixels.AsSpan((row * Width) + left, width).Fill(colour);
        }
    }

    private static byte[] Png(byte[] pixels)
    {
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], Height);
        (head[8], head[9]) = (8, 3); // A byte a pixel, which is the number of its colour.
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < Height; row++)
            {
                zlib.WriteByte(0); // As it is, not as it differs from the row above.
                zlib.Write(pixels, row * Width, Width);
            }
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, head), .. Chunk("PLTE"u8, s_colours), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        byte[] body = [.. name, .. content];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Sum(body));
        return [.. length, .. body, .. sum];
    }

    // The cyclic redundancy check that every PNG has behind each of its parts.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB8_8320;
            }
        }

        return ~sum;
    }
}
