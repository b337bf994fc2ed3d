using ExperimentAdmin.Core.Access.Grants;

namespace ExperimentAdmin.Core.Demo;

/// <summary>Who can sign in to the demo workspace.</summary>
public static class DemoPeople
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "Demo-1234";

    /// <summary>E-mail address, name, and role in the project; the administrator also manages the instance.</summary>
    public static IReadOnlyList<(string Email, string Name, Role Role)> All { get; } =
    [
        ("admin@demo.local", "Alex Admin", Role.Administrator),
        ("pm@demo.local", "Pat Product", Role.ProductManager),
        ("support@demo.local", "Sam Support", Role.Support),
        ("viewer@demo.local", "Vic Viewer", Role.Viewer),
    ];
}
