using System.IO.Compression;

namespace ExperimentAdmin.Core.Serving.Wire;

/// <summary>A whole answer as bytes, compressed once for whoever takes it so.</summary>
public sealed class PreparedBody
{
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _gzip;
    private readonly Lazy<byte[]> _brotli;

    internal PreparedBody(byte[] plain)
    {
        _plain = plain;
        _gzip = new Lazy<byte[]>(() => Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)));
        _brotli = new Lazy<byte[]>(() => Compress(stream => new BrotliStream(stream, CompressionLevel.Optimal)));
    }

    /// <summary>As it is.</summary>
    public ReadOnlyMemory<byte> Plain => _plain;

    /// <summary>As gzip (RFC 1952).</summary>
    public ReadOnlyMemory<byte> Gzip => _gzip.Value;

    /// <summary>As brotli (RFC 7932).</summary>
    public ReadOnlyMemory<byte> Brotli => _brotli.Value;

    private byte[] Compress(Func<Stream, Stream> open)
    {
        using var buffer = new MemoryStream();
        using (var stream = open(buffer))
        {
            stream.Write(_plain);
        }

        return buffer.ToArray();
    }
}
