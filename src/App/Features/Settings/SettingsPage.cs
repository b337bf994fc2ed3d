using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.Core.Access.Grants;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings;

/// <summary>What every page of settings has.</summary>
public abstract class SettingsPage : DetailPage
{
    [Parameter]
    public required string ProjectSlug { get; set; }

    [Parameter]
    public required string EnvironmentSlug { get; set; }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => Workspace;

    /// <summary>Whether what is shown can be changed; the use cases decide again.</summary>
    protected bool MayChange => Workspace.Access.May(Permission.Administer);
}
