using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace ExperimentAdmin.App.Shell.Starting;

/// <summary>
/// Knows which settings there are, by being asked for each that is read: it stands before all sources of configuration and has nothing
/// itself. What is set beside them, in a section of ours or on the command line, is a slip of whoever wrote it, and would do nothing.
/// </summary>
internal sealed class KnownSettings : ConfigurationProvider, IConfigurationSource
{
    // Read by the framework, much of it later than ours or only when something else is set.
    private static readonly string[] s_sectionsOfTheFramework = ["Kestrel:", "Logging:", "hostBuilder:", "OTEL_"];

    private static readonly string[] s_addressesOfTheFramework =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, WebHostDefaults.ContentRootKey, WebHostDefaults.WebRootKey,
        WebHostDefaults.EnvironmentKey, "https_port",
    ];

    private static readonly string[] s_othersOfTheFramework =
    [
        WebHostDefaults.ApplicationKey, WebHostDefaults.CaptureStartupErrorsKey, WebHostDefaults.DetailedErrorsKey, WebHostDefaults.PreferHostingUrlsKey,
        WebHostDefaults.PreventHostingStartupKey, WebHostDefaults.HostingStartupAssembliesKey, WebHostDefaults.HostingStartupExcludeAssembliesKey,
        WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.StartupAssemblyKey, WebHostDefaults.StaticWebAssetsKey, WebHostDefaults.SuppressStatusMessagesKey,
        "forwardedHeaders_enabled",
    ];

    private readonly IConfigurationManager _configuration;
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private bool _isDone;

    private KnownSettings(IConfigurationManager configuration) => _configuration = configuration;

    /// <summary>Begins to listen. What is read from now on until <see cref="RefuseOthers"/> is known.</summary>
    public static KnownSettings Watch(IConfigurationManager configuration)
    {
        var known = new KnownSettings(configuration);
        configuration.Add(known);
        return known;
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        if (!_isDone)
        {
            _asked.Add(key);
        }

        value = null;
        return false;
    }

    /// <summary>Ends it.</summary>
    /// <exception cref="StartFailureException">Something is set that nobody asked for.</exception>
    public void RefuseOthers()
    {
        _isDone = true;
        var ours = _asked.Where(key => key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal) && !IsOfTheFramework(key)).ToList();
        RefuseTexts(["Kestrel", "Logging"], ours);
        foreach (var section in ours.Select(SectionOf).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            RefuseTexts([section], ours);
            foreach (var given in Leaves(_configuration.GetSection(section)))
            {
                RefuseUnlessKnown(given, ours.Where(key => Is(SectionOf(key), section)));
            }
        }

        RefuseLists();
        RefuseFlattened(ours);
        foreach (var argument in CommandLine().Where(key => !IsOfTheFramework(key)))
        {
            RefuseUnlessKnown(argument, _asked.Concat(s_addressesOfTheFramework), "--");
        }

        RefuseMisspeltEnvironment();
    }

    private void RefuseUnlessKnown(string given, IEnumerable<string> known, string prefix = "")
    {
        if (_asked.Contains(given) || s_addressesOfTheFramework.Contains(given, StringComparer.OrdinalIgnoreCase)
            || s_othersOfTheFramework.Contains(given, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        if (_asked.FirstOrDefault(key => given.StartsWith($"{key}{ConfigurationPath.KeyDelimiter}", StringComparison.OrdinalIgnoreCase)) is { } text)
        {
            throw new StartFailureException($"{prefix}{given} is not a setting: {text} is one text, so write it as such, several with commas between them.");
        }

        var all = known.ToList();
        throw new StartFailureException(Nearest(given, all) is { } meant
            ? $"{prefix}{given} is not a setting: write {prefix}{meant} if that is meant, or remove it."
            : prefix.Length > 0 || all.Count == 0 ? $"{prefix}{given} is not a setting: correct or remove it."
            : $"{prefix}{given} is not a setting: there are {string.Join(", ", all.Order(StringComparer.Ordinal))}, so correct or remove it.");
    }

    // A section that is given as one text: none of its settings is set then.
    private void RefuseTexts(string[] sections, List<string> ours)
    {
        foreach (var section in sections.Where(IsText))
        {
            var known = ours.Where(key => Is(SectionOf(key), section)).Order(StringComparer.Ordinal).ToList();
            throw new StartFailureException(
                $"{section} is a section of settings and not a text: set "
                + (known.Count == 0 ? $"what is meant below {section}:" : string.Join(" or ", known)) + $" in its place, or remove {section}.");
        }
    }

    // Environments have names of anybody's in capitals, so that there only one that is written as ours is meant.
    private bool IsText(string section)
        => ((IConfigurationRoot)_configuration).Providers.Any(
                source => source is not EnvironmentVariablesConfigurationProvider && source.TryGet(section, out var value) && value is { Length: > 0 })
            || Environment.GetEnvironmentVariables().Keys.Cast<string>().Contains(section, StringComparer.Ordinal);

    // A setting outside of all sections that is given as a list or as a section: as a text, which it is, it is not set then.
    private void RefuseLists()
    {
        string[] sections = ["Kestrel", "Logging", "hostBuilder", .. _asked.Where(key => key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)).Select(SectionOf)];
        foreach (var text in _asked.Concat(s_addressesOfTheFramework).Concat(s_othersOfTheFramework)
            .Where(key => !key.Contains(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)).Except(sections, StringComparer.OrdinalIgnoreCase))
        {
            if (_configuration.GetSection(text).GetChildren().FirstOrDefault() is { } below)
            {
                throw new StartFailureException($"{below.Path} is not a setting: {text} is one text, so write it as such, several with semicolons between them.");
            }
        }
    }

    // Server_PathBase or Server.PathBase, where the two would have to be parted by __ or : to be found.
    private void RefuseFlattened(List<string> ours)
    {
        foreach (var given in _configuration.GetChildren().Where(child => child.Value is not null).Select(child => child.Key))
        {
            if (ours.Find(key => Is(Letters(key), Letters(given))) is { } meant)
            {
                throw new StartFailureException(
                    $"{given} is not a setting: write {meant.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal)} as an environment variable, {meant} elsewhere.");
            }
        }
    }

    // Those with a prefix of the framework are meant for a program like this one; all others may be anybody's.
    private static void RefuseMisspeltEnvironment()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            var prefix = Array.Find(["ASPNETCORE_", "DOTNET_"], prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
            if (prefix is not null && Array.Find(s_addressesOfTheFramework, key => Distance(name[prefix.Length..], key) == 1) is { } meant
                && !s_addressesOfTheFramework.Contains(name[prefix.Length..], StringComparer.OrdinalIgnoreCase))
            {
                throw new StartFailureException($"{name} is not a setting: write {prefix}{meant.ToUpperInvariant()} if that is meant, or remove it.");
            }
        }
    }

    private IEnumerable<string> CommandLine()
    {
        var arguments = _configuration.Sources.OfType<CommandLineConfigurationSource>().FirstOrDefault()?.Args ?? [];
        return Leaves(new ConfigurationBuilder().AddCommandLine([.. arguments]).Build());
    }

    private static IEnumerable<string> Leaves(IConfiguration section)
        => section.GetChildren().SelectMany(child => child.GetChildren().Any() ? Leaves(child) : [child.Path]);

    private static bool IsOfTheFramework(string key)
        => Array.Exists(s_sectionsOfTheFramework, section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase));

    private static string SectionOf(string key) => key[..key.IndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)];

    private static string Letters(string key) => string.Concat(key.Where(char.IsLetterOrDigit));

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string? Nearest(string given, IEnumerable<string> known)
        => known.Select(key => (Key: key, Distance: Distance(given, key))).Where(pair => pair.Distance <= Math.Max(2, pair.Key.Length / 4))
            .OrderBy(pair => pair.Distance).Select(pair => pair.Key).FirstOrDefault();

    // How many letters have to be put in, taken out or exchanged to make one of the other.
    internal static int Distance(string one, string other)
    {
        var before = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var now = new int[other.Length + 1];
            now[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var exchange = char.ToUpperInvariant(one[row - 1]) == char.ToUpperInvariant(other[column - 1]) ? 0 : 1;
                now[column] = Math.Min(Math.Min(now[column - 1], before[column]) + 1, before[column - 1] + exchange);
            }

            before = now;
        }

        return before[^1];
    }
}
