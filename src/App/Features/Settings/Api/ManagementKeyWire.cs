using System.Text.Json.Serialization;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;

namespace ExperimentAdmin.App.Features.Settings.Api;

/// <summary>A key that scripts sign their requests to this API with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called; records name it so.</param>
/// <param name="Hint">Its first characters, to tell keys apart.</param>
/// <param name="Project">The id of the project that it is for; null for the whole instance.</param>
/// <param name="ProjectName">The name of that project.</param>
/// <param name="Role">
/// What it may do there: <c>viewer</c>, <c>support</c>, <c>product_manager</c> or <c>administrator</c>. A key of the instance
/// has the role in every project.
/// </param>
/// <param name="Standing"><c>active</c>, <c>expired</c> or <c>revoked</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">UTC, to the second; when it stops to work; null for never.</param>
/// <param name="LastUsedAt">UTC, to the second and some seconds late; null when it was never used.</param>
/// <param name="RevokedAt">UTC; when it was ended; null as long as nobody did.</param>
/// <param name="RevokedBy">Who ended it.</param>
/// <param name="Key">The key itself: only in the answer that made it, and nowhere else.</param>
internal sealed record ManagementKeyWire(
    int Id,
    string Name,
    string Hint,
    int? Project,
    string? ProjectName,
    Role Role,
    ManagementKeyStatus Standing,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt,
    string? RevokedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null)
{
    public static ManagementKeyWire Of(ManagementKeyItem item) => new(
        item.Id, item.Name, item.Hint, item.ProjectId, item.Project, item.Role, item.Status, item.CreatedAt, item.CreatedBy,
        item.ExpiresAt, item.LastUsedAt, item.RevokedAt, item.RevokedBy);
}
