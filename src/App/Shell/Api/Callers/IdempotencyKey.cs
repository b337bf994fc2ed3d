using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using ExperimentAdmin.App.Shell.Api.Refusals;
using ExperimentAdmin.Core.Changes;

namespace ExperimentAdmin.App.Shell.Api.Callers;

/// <summary>The header <c>Idempotency-Key</c>: a request that may be sent again without being done again.</summary>
internal static class IdempotencyKey
{
    /// <summary>The name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Says that the answer is the one of the first time.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Reads the header.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">Its body: the same key with another one is refused.</param>
    /// <param name="request">Keeps the answer; null without the header.</param>
    /// <param name="refusal">The answer to a key that cannot be one.</param>
    public static bool TryRead(HttpContext http, byte[] body, out IdempotentRequest? request, [NotNullWhen(false)] out IResult? refusal)
    {
        (request, refusal) = (null, null);
        if (http.Request.Headers[Header] is not { Count: > 0 } header)
        {
            return true;
        }

        var key = header.ToString().Trim();
        if (key.Length is 0 or > IdempotentRequest.KeyMaxLength || !key.All(char.IsAscii))
        {
            refusal = ApiErrors.Of(http, new Error.Invalid(
                "idempotency_key_invalid", $"{Header} has to have 1 to {IdempotentRequest.KeyMaxLength} ASCII characters."));
            return false;
        }

        request = new IdempotentRequest(
            $"{http.Request.Method} {http.Request.Path.Value?.TrimEnd('/')}", key, Convert.ToHexStringLower(SHA256.HashData(body)));
        return true;
    }

    /// <summary>The kept answer.</summary>
    public static IResult Answer(HttpContext http, IdempotentRequest request, int status)
    {
        Revisions.Tag(http, request.Revision);
        if (request.IsRepeat)
        {
            http.Response.Headers[ReplayedHeader] = "true";
        }

        return Results.Text(request.Answer, "application/json; charset=utf-8", statusCode: status);
    }
}
