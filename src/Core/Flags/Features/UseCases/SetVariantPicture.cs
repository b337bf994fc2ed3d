using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Flags.Features.UseCases;

/// <summary>
/// Gives a variant a picture in place of the one it has, or takes it away. It is served to nobody, so an experiment that freezes the flag
/// leaves it free.
/// </summary>
public sealed class SetVariantPicture(UnitOfWork work)
{
    /// <param name="Access">Who asks; a product manager.</param>
    /// <param name="FeatureId">The feature.</param>
    /// <param name="VariantId">The variant.</param>
    /// <param name="Picture">A whole PNG, JPEG or WebP file; null takes the picture away.</param>
    /// <param name="ExpectedRevision">The feature's revision that the asker saw; null changes whatever is there.</param>
    public sealed record Command(ProjectAccess Access, int FeatureId, int VariantId, ReadOnlyMemory<byte>? Picture, int? ExpectedRevision = null);

    /// <returns>The feature's revision now.</returns>
    public Task<Result<int>> RunAsync(Command command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        PictureFormat? format = null;
        if (command.Picture is { } picture && !PictureRules.Read(picture.Span).TryGet(out format, out var error))
        {
            return Task.FromResult<Result<int>>(error);
        }

        return work.InProjectAsync<int>(command.Access, Permission.EditFlags, change => RunAsync(change, command, format), cancellationToken);
    }

    private static async Task<Result<int>> RunAsync(ChangeContext change, Command command, PictureFormat? format)
    {
        if (!(await FeatureEdit.OpenAsync(change, command.FeatureId, command.ExpectedRevision)).TryGet(out var edit, out var error))
        {
            return error;
        }

        if (edit.Variant(command.VariantId) is not { } variant)
        {
            return FlagErrors.VariantNotFound();
        }

        var bytes = command.Picture?.ToArray();
        var (before, digest) = (variant.PictureDigest, bytes is null ? null : VariantPicture.DigestOf(bytes));
        if (digest == before)
        {
            return change.Nothing<int>(edit.Feature.Revision);
        }

        _ = await change.Db.Set<VariantPicture>().Where(picture => picture.VariantId == variant.Id).ExecuteDeleteAsync(change.Cancellation);
        variant.PictureDigest = digest;
        if (digest is null)
        {
            return edit.Save("variant_picture_removed", $"picture of variant {variant.Key} removed");
        }

        _ = change.Db.Add(new VariantPicture { VariantId = variant.Id, ContentType = format!.ContentType, Digest = digest, Bytes = bytes! });
        return edit.Save(
            "variant_picture_set",
            $"picture of variant {variant.Key} {(before is null ? "added" : "replaced")} ({format.Name}, {format.Width} × {format.Height}, {PictureRules.Size(bytes!.Length)})");
    }
}
