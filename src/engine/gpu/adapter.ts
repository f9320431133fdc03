/**
 * Asks the browser for a GPU before anything large is loaded.
 *
 * TensorFlow.js would ask by itself, but it takes no notice of a missing adapter, of errors or of the loss of the
 * device, so the device is requested and watched here and handed to it.
 */
import { BackendRefusal, errorText } from '../probe.ts';

/** A device that answers, and what it is. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
  /** Vendor and architecture, e.g. `nvidia ampere`. */
  readonly name: string;
}

/** Limits that kernels may count on, TensorFlow.js' among them; the adapter's own are above the defaults on most machines. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/**
 * Requests a device.
 * @param allowSoftware also accept an adapter that computes on the CPU; slow, so only on the reader's wish.
 * @throws BackendRefusal `no-webgpu`, `no-adapter`, `software-adapter` or `failed`.
 */
export async function requestGpu(allowSoftware: boolean): Promise<Gpu> {
  // Typed as always present, but absent in insecure contexts and older browsers.
  const gpu = navigator.gpu as GPU | undefined;
  if (gpu === undefined)
    throw new BackendRefusal('no-webgpu', 'navigator.gpu is absent in this browser or context');
  const adapter = await gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch((error: unknown) => {
      throw new BackendRefusal('no-adapter', errorText(error));
    });
  if (adapter === null)
    throw new BackendRefusal('no-adapter', 'the browser offers no graphics adapter');
  const { info } = adapter;
  const name = [info.vendor, info.architecture].filter(Boolean).join(' ') || 'GPU';
  if (info.isFallbackAdapter && !allowSoftware)
    throw new BackendRefusal('software-adapter', `${name} computes on the CPU`);
  try {
    const requiredLimits = Object.fromEntries(LIMITS.map((key) => [key, adapter.limits[key]]));
    return { device: await adapter.requestDevice({ requiredLimits }), info, name };
  } catch (error) {
    throw new BackendRefusal('failed', errorText(error));
  }
}

/**
 * Settles with the reason when the device is lost or reports an error nobody caught. Listening also keeps the
 * browser from printing the error to the console.
 */
export function watchDevice(device: GPUDevice): Promise<string> {
  return new Promise((resolve) => {
    device.lost.then(
      ({ reason, message }) => {
        resolve(`device lost (${reason}): ${message}`);
      },
      (error: unknown) => {
        resolve(errorText(error));
      },
    );
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      resolve(`device error: ${event.error.message}`);
    });
  });
}
