using ExperimentAdmin.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ExperimentAdmin.Core;

public static class CoreServices
{
    public static IServiceCollection AddCore(this IServiceCollection services, DatabaseOptions database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddPersistence(database);
        return services;
    }
}
