using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Reads;
using Microsoft.Net.Http.Headers;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>
/// The pictures of variants, for people who may read the project. What somebody sent is never anything but a picture: its type is that of
/// its content, and a browser that opens it by itself runs and loads nothing.
/// </summary>
internal static class PictureRoutes
{
    public static void MapPictures(this IEndpointRouteBuilder routes)
        => routes.MapGet("/{project}/pictures/{variant:guid}/{digest:length(64)}", ShowAsync).RequireAuthorization(AccessPolicies.SignedIn);

    private static async Task<IResult> ShowAsync(
        string project, Guid variant, string digest, HttpContext http, AccessGate gate, PictureReads reads)
    {
        if (!(await gate.AdmitAsync(SessionClaims.Actor(http.User), project, http.RequestAborted)).TryGet(out var access, out _)
            || await reads.FindAsync(access, new VariantPictureLink(variant, digest), http.RequestAborted) is not { } picture)
        {
            return Results.NotFound();
        }

        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentDisposition = $"inline; filename=\"{FileName(picture)}\"";

        // Another picture has another address.
        headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(picture.Bytes, picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{picture.Digest}\""));
    }

    // Keys from before their rules may have other characters.
    private static string FileName(PictureContent picture)
        => $"{string.Concat(picture.Key.Where(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))}.{picture.ContentType["image/".Length..]}";
}
