namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>A file that somebody chose as a picture.</summary>
/// <param name="Name">As their browser calls it; only shown.</param>
/// <param name="Bytes">All of it; empty where it was refused by its size.</param>
/// <param name="Refusal">Why it was not read, or null.</param>
public sealed record PictureFile(string Name, ReadOnlyMemory<byte> Bytes, Error? Refusal)
{
    /// <summary>The refusal of no file at all.</summary>
    public static Error Missing { get; } = new Error.Invalid("picture_missing", "Choose a PNG, JPEG or WebP file.", "picture");
}
