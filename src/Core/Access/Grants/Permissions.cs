using System.Diagnostics;

namespace ExperimentAdmin.Core.Access.Grants;

/// <summary>The one table of who may do what.</summary>
public static class Permissions
{
    /// <summary>The lowest role that includes a permission.</summary>
    public static Role LeastRole(Permission permission) => permission switch
    {
        Permission.Read => Role.Viewer,
        Permission.EditRollouts or Permission.PauseExperiments or Permission.EditIdentityOverrides => Role.Support,
        Permission.RunExperiments or Permission.EditFlags => Role.ProductManager,
        Permission.Administer => Role.Administrator,
        _ => throw new UnreachableException($"No role for {permission}."),
    };

    /// <summary>A role as people read it.</summary>
    public static string Name(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Support => "support",
        Role.ProductManager => "product manager",
        Role.Administrator => "administrator",
        _ => throw new UnreachableException($"No name for {role}."),
    };

    internal static Error Refusal(Role has, Permission permission) => new Error.Forbidden(
        "role_too_low",
        $"{Doing(permission)} needs the role {Name(LeastRole(permission))} or higher in this project; yours is {Name(has)}. "
        + "Ask an administrator of the project.");

    private static string Doing(Permission permission) => permission switch
    {
        Permission.Read => "Reading",
        Permission.EditRollouts => "Editing a rollout",
        Permission.PauseExperiments => "Pausing experiments",
        Permission.EditIdentityOverrides => "Editing identity overrides",
        Permission.RunExperiments => "Creating, starting and ending experiments",
        Permission.EditFlags => "Editing flags, variants and segments",
        Permission.Administer => "Managing environments, keys and people",
        _ => throw new UnreachableException($"No words for {permission}."),
    };
}
