using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>The roles to choose from, each with what it may do.</summary>
internal static class Roles
{
    /// <summary>Name and line apart, where each has room of its own.</summary>
    public static IReadOnlyList<(Role Value, string Text, string Line)> Explained { get; } =
    [
        (Role.Viewer, "Viewer", "reads"),
        (Role.Support, "Support", "also rollouts and identity overrides"),
        (Role.ProductManager, "Product manager", "also experiments, flags and segments"),
        (Role.Administrator, "Administrator", "also environments, keys and people"),
    ];

    public static IReadOnlyList<(Role Value, string Text)> Options { get; } =
        [.. Explained.Select(role => (role.Value, $"{role.Text}: {role.Line}"))];

    /// <summary>The same in one word each, where there is no room.</summary>
    public static IReadOnlyList<(Role Value, string Text)> Short { get; } = [.. Explained.Select(role => (role.Value, role.Text))];
}
