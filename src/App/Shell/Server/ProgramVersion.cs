using System.Reflection;

namespace ExperimentAdmin.App.Shell.Server;

/// <summary>Which version of the program this is.</summary>
internal static class ProgramVersion
{
    /// <summary>As <c>Directory.Build.props</c> has it, which is the only place where it is written: <c>1.2.3</c>, or <c>1.2.3-dev</c> on the way there.</summary>
    public static string Text { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
