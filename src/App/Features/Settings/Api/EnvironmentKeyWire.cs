using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>A key by which SDKs identify an environment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind"><c>client</c> is public, <c>server</c> is secret and may fetch the whole environment.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Hint">Its first characters, to tell keys apart.</param>
/// <param name="Usable">Whether it works now.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">UTC; when it stops to work; null for never.</param>
/// <param name="RevokedAt">UTC; when it was ended; null as long as nobody did.</param>
/// <param name="Key">The key itself: only in the answer that made it. A server key is shown nowhere else.</param>
internal sealed record EnvironmentKeyWire(
    int Id,
    EnvironmentKeyKind Kind,
    string Name,
    string Hint,
    bool Usable,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null)
{
    public static EnvironmentKeyWire Of(EnvironmentKeyItem item) => new(
        item.Id, item.Kind, item.Name, item.Hint, item.IsUsable, item.CreatedAt, item.CreatedBy, item.ExpiresAt, item.RevokedAt);
}
