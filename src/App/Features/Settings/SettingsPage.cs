using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Features.Settings;

/// <summary>What every page of settings has.</summary>
public abstract class SettingsPage : WorkspacePage
{
    /// <summary>Whether what is shown can be changed; the use cases decide again.</summary>
    protected bool MayChange => Workspace.Access.May(Permission.Administer);
}
