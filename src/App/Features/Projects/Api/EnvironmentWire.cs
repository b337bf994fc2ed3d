using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>An environment with its settings.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Project">The id of its project.</param>
/// <param name="Name">Its name, unique in the project.</param>
/// <param name="Slug">The second part of the addresses of its pages; never changes.</param>
/// <param name="Key">The key that addresses its routes, salts its hashes and is its first client key; never changes.</param>
/// <param name="Versioning"><c>v1</c> edits flag states in place, <c>v2</c> publishes an immutable version with every change.</param>
/// <param name="IsProduction">Whether it is marked on every page.</param>
/// <param name="IsArchived">Whether it is read only; it goes on serving.</param>
/// <param name="HideDisabledFlags">Whether SDKs get no disabled flags; null follows the project.</param>
/// <param name="HideSensitiveData">Whether ids, descriptions and stored traits are left out of what SDKs get.</param>
/// <param name="AllowClientTraits">Whether traits that come with a client key are used and stored.</param>
/// <param name="AllowedOrigins">Origins whose browsers may ask, such as <c>https://shop.example</c>; empty allows any.</param>
/// <param name="Revision">Grows with every change of these settings; the entity tag of this answer.</param>
/// <param name="UpdatedAt">UTC; when anything that the environment serves last changed.</param>
internal sealed record EnvironmentWire(
    int Id,
    int Project,
    string Name,
    string Slug,
    string Key,
    Versioning Versioning,
    bool IsProduction,
    bool IsArchived,
    bool? HideDisabledFlags,
    bool HideSensitiveData,
    bool AllowClientTraits,
    IReadOnlyList<string> AllowedOrigins,
    int Revision,
    DateTimeOffset UpdatedAt)
{
    public static EnvironmentWire Of(int projectId, EnvironmentSettings settings) => new(
        settings.Info.Id, projectId, settings.Info.Name, settings.Info.Slug, settings.HashKey, settings.Info.Versioning,
        settings.Info.IsProduction, settings.Info.IsArchived, settings.HideDisabledFlags, settings.HideSensitiveData,
        settings.AllowClientTraits, settings.AllowedOrigins.Split('\n', StringSplitOptions.RemoveEmptyEntries), settings.Revision, settings.UpdatedAt);
}
