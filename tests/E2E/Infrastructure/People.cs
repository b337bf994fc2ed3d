using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Demo;

namespace ExperimentAdmin.E2E.Infrastructure;

/// <summary>The people of the demo workspace, one of each role in every project.</summary>
internal static class People
{
    public const string Password = DemoPeople.Password;

    public static string Email(Role role) => DemoPeople.All.Single(person => person.Role == role).Email;

    public static string Name(Role role) => DemoPeople.All.Single(person => person.Role == role).Name;
}
