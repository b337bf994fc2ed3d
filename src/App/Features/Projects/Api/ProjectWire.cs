using ExperimentAdmin.Core.Workspace.Reads;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>A project.</summary>
/// <param name="Id">Its id, the first part of the addresses of its routes.</param>
/// <param name="Name">Its name, unique in the instance.</param>
/// <param name="Slug">The first part of the addresses of its pages; never changes.</param>
/// <param name="HideDisabledFlags">Whether SDKs get no disabled flags, unless an environment says otherwise.</param>
/// <param name="Revision">Grows with every change of the project's own settings; the entity tag of this answer.</param>
internal sealed record ProjectWire(int Id, string Name, string Slug, bool HideDisabledFlags, int Revision)
{
    public static ProjectWire Of(ProjectSettings settings)
        => new(settings.Info.Id, settings.Info.Name, settings.Info.Slug, settings.HideDisabledFlags, settings.Revision);
}
