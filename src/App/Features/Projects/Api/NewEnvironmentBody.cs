using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.App.Features.Projects.Api;

/// <summary>An environment that is asked for.</summary>
/// <param name="Name">1 to 255 characters, unique in the project.</param>
/// <param name="Versioning">
/// How it keeps flag states: <c>v2</c> publishes an immutable version with every change, <c>v1</c> edits in place. Without it v2.
/// </param>
/// <param name="IsProduction">Whether it is marked on every page; false without it.</param>
/// <param name="CopyFrom">
/// The id of the environment whose defaults (enabled, value, allocations) the flags start with; without it each starts with
/// its initial value.
/// </param>
internal sealed record NewEnvironmentBody(string Name, Versioning? Versioning, bool? IsProduction, [OrNull] int? CopyFrom);
