using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>An environment that is asked for together with its project.</summary>
/// <param name="Name">1 to 255 characters, unique in the project.</param>
/// <param name="Versioning">
/// How it keeps flag states: <c>v2</c> publishes an immutable version with every change, <c>v1</c> edits in place. Without it v2.
/// </param>
/// <param name="IsProduction">Whether it is marked on every page; false without it.</param>
internal sealed record FirstEnvironmentBody(string Name, Versioning? Versioning, bool? IsProduction)
{
    /// <summary>Reads it from a body; what is wrong is collected there.</summary>
    public static NewEnvironment Read(WireObject body) => new(
        body.Text("name", required: true) ?? string.Empty,
        body.Choice("versioning", required: false, WireChoices<Versioning>.All) ?? Core.Workspace.Domain.Versioning.V2,
        body.Boolean("is_production", required: false) ?? false);
}
