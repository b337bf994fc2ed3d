using System.Collections.Frozen;
using ExperimentAdmin.Core.Flags.Domain;

namespace ExperimentAdmin.App.Delivery;

/// <summary>The addresses that applications ask. They are no routes of the management API: a key of an environment opens them and nothing else.</summary>
internal sealed class DeliveryRoutes
{
    private static readonly string[] s_get = ["GET", "HEAD"];
    private static readonly string[] s_post = ["POST"];
    private static readonly string[] s_both = ["GET", "HEAD", "POST"];

    private readonly FrozenDictionary<string, DeliveryRoute> _byPath;
    private readonly DeliveryRoute _oneFlag;

    public DeliveryRoutes()
    {
        All =
        [
            Sdk("/api/v1/flags", s_get, FlagsEndpoint.AnswerAsync),
            Sdk("/api/v1/identities", s_both, call => HttpMethods.IsPost(call.Http.Request.Method) ? IdentitiesEndpoint.PostAsync(call) : IdentitiesEndpoint.GetAsync(call)),
            new("/api/v1/environment-document", s_get, kind => kind is EnvironmentKeyKind.Server, DeliverySpeech.Sdk, DocumentEndpoint.AnswerAsync),
            new("/ofrep/v1/evaluate/flags", s_post, _ => true, DeliverySpeech.Ofrep, OfrepEndpoint.AnswerAllAsync),
            new("/ofrep/v1/evaluate/flags/", s_post, _ => true, DeliverySpeech.Ofrep, OfrepEndpoint.AnswerOneAsync) { NamesFlag = true },
        ];
        _oneFlag = All.Single(route => route.NamesFlag);
        _byPath = All.Where(route => !route.NamesFlag).SelectMany(route => new[] { (route.Path, route), ($"{route.Path}/", route) })
            .ToFrozenDictionary(entry => entry.Item1, entry => entry.route, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<DeliveryRoute> All { get; }

    /// <summary>What a path asks for; null for anything else in the application.</summary>
    /// <param name="path">The path, below where the application is mounted.</param>
    /// <param name="flag">The flag that it names; empty for none.</param>
    public DeliveryRoute? Find(string path, out string flag)
    {
        flag = string.Empty;
        if (_byPath.TryGetValue(path, out var route))
        {
            return route;
        }

        if (!path.StartsWith(_oneFlag.Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        flag = path[_oneFlag.Path.Length..].TrimEnd('/');
        return _oneFlag;
    }

    private static DeliveryRoute Sdk(string path, string[] methods, Func<DeliveryCall, Task> answer) => new(path, methods, _ => true, DeliverySpeech.Sdk, answer);
}
