namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>A picture to be shown.</summary>
/// <param name="ContentType">What its bytes are, such as <c>image/png</c>.</param>
/// <param name="Digest">Their SHA-256 in hexadecimal digits.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Key">The key of its variant.</param>
public sealed record PictureContent(string ContentType, string Digest, ReadOnlyMemory<byte> Bytes, string Key);
