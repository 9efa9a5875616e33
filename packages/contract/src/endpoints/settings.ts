/** Groups, business types and the institution's settings (manual 3.18). */
import type { EndpointTable } from '../endpoint.ts'
import {
  businessTypeSettings,
  createBusinessType,
  orderBusinessTypes,
  saveBusinessType,
} from '../business-types.ts'
import { idParams, items, versionQuery } from '../common.ts'
import { createGroup, group, saveGroup } from '../groups.ts'
import { images } from '../photos.ts'
import {
  institutionSettings,
  logoLimit,
  logoParams,
  logoQuery,
  noticeSettings,
  saveInstitution,
  saveNotice,
} from '../settings.ts'
import { saveSmsSettings, smsSettings } from '../sms.ts'

export const settingsEndpoints = {
  'GET /api/groups': {
    permission: 'group.read',
    summary: 'All groups with skills and members',
    output: items(group),
  },
  'POST /api/groups': {
    permission: 'group.manage',
    summary: 'Create a group',
    body: createGroup,
    output: group,
    status: 201,
    errors: ['group_name_taken', 'unknown_business_item', 'unknown_account'],
  },
  'PUT /api/groups/:id': {
    permission: 'group.manage',
    summary: 'Edit a group',
    params: idParams,
    body: saveGroup,
    output: group,
    errors: ['stale_version', 'group_name_taken', 'unknown_business_item', 'unknown_account'],
  },
  'DELETE /api/groups/:id': {
    permission: 'group.manage',
    summary: 'Delete a group',
    params: idParams,
    query: versionQuery,
    output: null,
    errors: ['stale_version'],
  },
  'GET /api/settings/business-types': {
    permission: 'settings.read',
    summary: 'Business types with items and photo categories',
    output: items(businessTypeSettings),
  },
  'POST /api/settings/business-types': {
    permission: 'settings.manage',
    summary: 'Create a business type',
    body: createBusinessType,
    output: businessTypeSettings,
    status: 201,
    errors: ['name_taken', 'unknown_business_item'],
  },
  'PUT /api/settings/business-types/order': {
    permission: 'settings.manage',
    summary: 'Put the business types in order',
    body: orderBusinessTypes,
    output: items(businessTypeSettings),
    errors: ['unknown_business_item'],
  },
  'PUT /api/settings/business-types/:id': {
    permission: 'settings.manage',
    summary: 'Edit a business type',
    params: idParams,
    body: saveBusinessType,
    output: businessTypeSettings,
    errors: ['stale_version', 'name_taken', 'unknown_business_item'],
  },
  'DELETE /api/settings/business-types/:id': {
    permission: 'settings.manage',
    summary: 'Offer a business type no more; what used it keeps it',
    params: idParams,
    query: versionQuery,
    output: null,
    errors: ['stale_version'],
  },
  'GET /api/settings/institution': {
    permission: 'settings.read',
    summary: 'Name, support telephone, colour and logo',
    output: institutionSettings,
  },
  'PUT /api/settings/institution': {
    permission: 'settings.manage',
    summary: 'Change name, support telephone and colour',
    body: saveInstitution,
    output: institutionSettings,
    errors: ['stale_version'],
  },
  'PUT /api/settings/institution/logo': {
    permission: 'settings.manage',
    summary: 'Change the logo',
    query: logoQuery,
    body: images,
    output: institutionSettings,
    bodyLimit: logoLimit,
    ratePerMinute: 10,
    errors: ['stale_version', 'not_an_image'],
  },
  'DELETE /api/settings/institution/logo': {
    permission: 'settings.manage',
    summary: 'Remove the logo',
    query: logoQuery,
    output: institutionSettings,
    errors: ['stale_version'],
  },
  'GET /api/institution/logo/:sha256': {
    permission: 'public',
    summary: 'The logo',
    params: logoParams,
    output: 'binary',
  },
  'GET /api/settings/notice': {
    permission: 'settings.read',
    summary: 'The recording notice',
    output: noticeSettings,
  },
  'PUT /api/settings/notice': {
    permission: 'settings.manage',
    summary: 'Change the recording notice; consents name its version',
    body: saveNotice,
    output: noticeSettings,
    errors: ['stale_version'],
  },
  'GET /api/settings/sms': {
    permission: 'settings.read',
    summary: 'Carrier, templates with a preview, limits',
    output: smsSettings,
  },
  'PUT /api/settings/sms': {
    permission: 'settings.manage',
    summary: 'Change the limits',
    body: saveSmsSettings,
    output: smsSettings,
    errors: ['stale_version'],
  },
} as const satisfies EndpointTable
